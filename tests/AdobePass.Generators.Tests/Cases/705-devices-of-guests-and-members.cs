// title: devices of guests and members
// kind: server
using System.Collections.Generic;
using System.Net;
using AdobePass;

namespace Orchard.Devices;

public enum Viewer { Guest, Member }

public sealed class DeviceFactory
{
    private const string GuestIdentifier = "orchard-" + "backend";

    private readonly Dictionary<string, StreamingDevice> _devices = new();

    public StreamingDevice Create(Viewer viewer, string identifier, DeviceInformation information, IPAddress address)
    {
        if (_devices.TryGetValue(identifier, out var known))
        {
            return known;
        }

        var device = viewer switch
        {
            Viewer.Guest => new StreamingDevice(GuestIdentifier, information, forwardedFor: address), // expect: AP1006
            _ => new StreamingDevice(identifier.ToLowerInvariant(), information, forwardedFor: address),
        };
        _devices[identifier] = device;
        return device;
    }
}
