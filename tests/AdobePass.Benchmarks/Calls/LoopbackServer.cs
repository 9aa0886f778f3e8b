using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AdobePass.Benchmarks.Calls;

/// <summary>A plain HTTP/1.1 server for a process of its own, so that what it costs is not counted with the clients. It knows keep-alive and bodies with a length or in chunks, and nothing else.</summary>
internal static class LoopbackServer
{
    private static readonly byte[] Authorize = Answer(Payloads.Authorize);
    private static readonly byte[] Registration = Answer(Payloads.Registration);
    private static readonly byte[] Token = Answer(Payloads.Token);

    /// <summary>Serves until its standard input ends. Prints its port first.</summary>
    public static async Task RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(1024);
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        // Reading the console blocks, whatever it is called.
        var end = Task.Run(Console.In.ReadToEnd);
        while (true)
        {
            var accepting = listener.AcceptSocketAsync();
            if (await Task.WhenAny(end, accepting).ConfigureAwait(false) == end)
            {
                return;
            }

            _ = ServeAsync(await accepting.ConfigureAwait(false));
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[16 * 1024];
            var length = 0;
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                length += read;
                while (LengthOfRequest(buffer.AsSpan(0, length)) is { } request && request <= length)
                {
                    var line = buffer.AsSpan(0, 60);
                    var answer = line.IndexOf("/o/client/token"u8) >= 0 ? Token : line.IndexOf("/o/client/register"u8) >= 0 ? Registration : Authorize;
                    await socket.SendAsync(answer, SocketFlags.None).ConfigureAwait(false);
                    buffer.AsSpan(request, length - request).CopyTo(buffer);
                    length -= request;
                }
            }
        }
    }

    private static int? LengthOfRequest(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = received[..end];
        if (head.IndexOf("Transfer-Encoding: chunked"u8) >= 0)
        {
            var last = received[(end + 4)..].IndexOf("0\r\n\r\n"u8);
            return last < 0 ? null : end + 4 + last + 5;
        }

        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return end + 4;
        }

        var value = head[(at + 16)..];
        var stop = value.IndexOf((byte)'\r');
        return end + 4 + int.Parse(stop < 0 ? value : value[..stop], CultureInfo.InvariantCulture);
    }

    private static byte[] Answer(string body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
}
