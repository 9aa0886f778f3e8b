using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Runtime;

namespace AdobePass.Tests.Devices;

public sealed class DeviceInformationTests
{
    private const string Vector =
        "eyJwcmltYXJ5SGFyZHdhcmVUeXBlIjoiU2V0VG9wQm94IiwibW9kZWwiOiJCb3hPbmUiLCJ2ZXJzaW9uIjoiMS40Iiwib3NOYW1lIjoiTGludXgiLCJvc1ZlcnNpb24i"
        + "OiI2LjEiLCJjb25uZWN0aW9uVHlwZSI6IkxBTiIsImNvbm5lY3Rpb25JcCI6IjIwMy4wLjExMy43IiwiY29ubmVjdGlvblBvcnQiOiI1MjEwMCJ9";

    public static TheoryData<Type, string, string> RestrictedValues => new()
    {
        {
            typeof(HardwareType), "primaryHardwareType",
            "Camera|DataCollectionTerminal|Desktop|EmbeddedNetworkModule|eReader|GamesConsole|GeolocationTracker|Glasses|MediaPlayer|"
            + "MobilePhone|PaymentTerminal|PluginModem|SetTopBox|TV|Tablet|WirelessHotspot|Wristwatch|Unknown"
        },
        { typeof(OsName), "osName", "Android|Chrome OS|Linux|Mac OS|OS X|OpenBSD|Roku OS|Windows|iOS|tvOS|webOS" },
        { typeof(OsFamily), "osFamily", "Android|BSD|Linux|PlayStation OS|Roku OS|Symbian|Tizen|Windows|iOS|tvOS|macOS|webOS" },
        { typeof(OsVendor), "osVendor", "Amazon|Apple|Google|LG|Microsoft|Mozilla|Nintendo|Nokia|Roku|Samsung|Sony|Tizen Project" },
        {
            typeof(BrowserName), "browserName",
            "Android Browser|Chrome|Edge|Firefox|Internet Explorer|Opera|Safari|SeaMonkey|Symbian Browser"
        },
        {
            typeof(BrowserVendor), "browserVendor",
            "Amazon|Apple|Google|Microsoft|Motorola|Mozilla|Netscape|Nintendo|Nokia|Samsung|Sony Ericsson"
        },
    };

    [Fact]
    public void Device_information_header_matches_the_test_vector()
    {
        var information = new DeviceInformation
        {
            ConnectionPort = 52100,
            ConnectionIp = "203.0.113.7",
            ConnectionType = "LAN",
            OsVersion = "6.1",
            OsName = OsName.Linux,
            Version = "1.4",
            Model = "BoxOne",
            PrimaryHardwareType = HardwareType.SetTopBox,
        };

        Assert.Equal(Vector, information.ToHeaderValue());
        Assert.Equal(Vector, new StreamingDevice("d", information).InformationHeader);
    }

    [Fact]
    public void IP_address_and_port_of_the_device_are_added_to_its_information()
    {
        var device = new StreamingDevice("d", Service.Information(), IPAddress.Parse("203.0.113.7"), 52100);

        Assert.Equal(Vector, device.InformationHeader);
    }

    [Fact]
    public void Explicit_IP_address_and_port_take_precedence()
    {
        var information = new DeviceInformation
        {
            Model = "m",
            Version = "v",
            OsName = OsName.IOS,
            OsVersion = "1",
            ConnectionType = "WiFi",
            ConnectionIp = "198.51.100.1",
            ConnectionPort = 1,
        };
        var json = Decode(new StreamingDevice("d", information, IPAddress.Parse("203.0.113.7"), 52100).InformationHeader);

        Assert.Equal("198.51.100.1", (string?)json["connectionIp"]);
        Assert.Equal("1", (string?)json["connectionPort"]);
    }

    [Fact]
    public void Device_identifier_header_matches_the_test_vector()
    {
        Assert.Equal(
            "fingerprint OGQxZjJjM2UtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDBhYmNk",
            Service.Device("8d1f2c3e-0000-4000-8000-00000000abcd").IdentifierHeader);
    }

    [Fact]
    public void Every_key_is_written_as_a_string_under_its_documented_name()
    {
        var json = Decode(new DeviceInformation
        {
            PrimaryHardwareType = HardwareType.TV,
            Model = "m\u00fc \"x\"",
            Version = "v",
            Manufacturer = "ma",
            Vendor = "ve",
            OsName = OsName.WebOS,
            OsFamily = OsFamily.WebOS,
            OsVendor = OsVendor.LG,
            OsVersion = "ov",
            BrowserName = BrowserName.Chrome,
            BrowserVendor = BrowserVendor.Google,
            BrowserVersion = "bv",
            UserAgent = "ua",
            DisplayWidth = 3840,
            DisplayHeight = 2160,
            DisplayPpi = 80,
            DiagonalScreenSize = 54.6,
            ConnectionIp = "ip",
            ConnectionPort = 65535,
            ConnectionType = "5G",
            ConnectionSecure = false,
            ApplicationId = "app",
        }.ToHeaderValue());

        var expected = new JsonObject
        {
            ["primaryHardwareType"] = "TV",
            ["model"] = "m\u00fc \"x\"",
            ["version"] = "v",
            ["manufacturer"] = "ma",
            ["vendor"] = "ve",
            ["osName"] = "webOS",
            ["osFamily"] = "webOS",
            ["osVendor"] = "LG",
            ["osVersion"] = "ov",
            ["browserName"] = "Chrome",
            ["browserVendor"] = "Google",
            ["browserVersion"] = "bv",
            ["userAgent"] = "ua",
            ["displayWidth"] = "3840",
            ["displayHeight"] = "2160",
            ["displayPpi"] = "80",
            ["diagonalScreenSize"] = "54.6",
            ["connectionType"] = "5G",
            ["connectionIp"] = "ip",
            ["connectionPort"] = "65535",
            ["connectionSecure"] = "false",
            ["applicationId"] = "app",
        };
        Assert.True(JsonNode.DeepEquals(expected, json), json.ToJsonString());
    }

    [Theory]
    [InlineData("Model")]
    [InlineData("Version")]
    [InlineData("OsName")]
    [InlineData("OsVersion")]
    [InlineData("ConnectionType")]
    public void Missing_required_value_is_named_in_the_exception(string name)
    {
        foreach (var empty in new[] { null, "", " " })
        {
            var information = new DeviceInformation
            {
                Model = name == "Model" ? empty! : "m",
                Version = name == "Version" ? empty! : "v",
                OsName = name == "OsName" ? default : OsName.Linux,
                OsVersion = name == "OsVersion" ? empty! : "1",
                ConnectionType = name == "ConnectionType" ? empty! : "LAN",
            };

            var fault = Assert.Throws<ArgumentException>(() => new StreamingDevice("d", information));
            Assert.Equal(name, fault.ParamName);
            Assert.Contains(name, fault.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => information.ToHeaderValue());
        }
    }

    [Theory]
    [InlineData("DisplayWidth")]
    [InlineData("DisplayHeight")]
    [InlineData("DisplayPpi")]
    [InlineData("DiagonalScreenSize")]
    public void Size_of_zero_or_less_is_rejected(string name)
    {
        foreach (var value in new[] { 0, -1 })
        {
            var information = Service.Information();
            typeof(DeviceInformation).GetProperty(name)!.SetValue(
                information,
                name == "DiagonalScreenSize" ? (object)(double)value : value);

            Assert.Equal(name, Assert.Throws<ArgumentException>(information.ToHeaderValue).ParamName);
        }
    }

    [Fact]
    public void NaN_size_is_rejected()
    {
        var information = Service.Information();
        typeof(DeviceInformation).GetProperty("DiagonalScreenSize")!.SetValue(information, double.NaN);

        Assert.Throws<ArgumentException>(information.ToHeaderValue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Port_out_of_range_is_rejected(int port)
    {
        var fault = Assert.Throws<ArgumentException>(() => new StreamingDevice("d", Service.Information(), sourcePort: port));

        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Empty_identifier_is_rejected(string? identifier)
    {
        Assert.Equal("identifier", Assert.ThrowsAny<ArgumentException>(() => Service.Device(identifier!)).ParamName);
        Assert.Equal("information", Assert.Throws<ArgumentNullException>(() => new StreamingDevice("d", null!)).ParamName);
    }

    [Fact]
    public void Device_ToString_does_not_contain_its_identifier()
    {
        Assert.Equal("StreamingDevice", Service.Device("person-7F").ToString());
    }

    [Theory]
    [MemberData(nameof(RestrictedValues))]
    public void Only_documented_values_are_parsed(Type type, string key, string values)
    {
        var documented = values.Split('|');
        var parse = type.GetMethod("Parse")!;
        var tryParse = type.GetMethod("TryParse")!;
        foreach (var value in documented)
        {
            Assert.Equal(value, ValueOf(parse.Invoke(null, [value])));
            object?[] arguments = [value, null];
            Assert.True((bool)tryParse.Invoke(null, arguments)!);
            Assert.Equal(value, ValueOf(arguments[1]));
        }

        Assert.Equal(
            documented.Order(StringComparer.Ordinal),
            type.GetProperties(BindingFlags.Static | BindingFlags.Public)
                .Select(property => ValueOf(property.GetValue(null)))
                .Order(StringComparer.Ordinal));
        foreach (var wrong in new[] { documented[0].ToUpperInvariant() + "x", documented[0].ToLowerInvariant() + " ", "", "Roku" + "!" })
        {
            var fault = Assert.IsType<ArgumentException>(
                Assert.Throws<TargetInvocationException>(() => parse.Invoke(null, [wrong])).InnerException);
            Assert.Contains(key, fault.Message, StringComparison.Ordinal);
            Assert.All(documented, value => Assert.Contains(value, fault.Message, StringComparison.Ordinal));
        }

        foreach (var wrong in new[] { documented[0] + "x", documented[0] + " ", "", null })
        {
            object?[] arguments = [wrong, null];
            Assert.False((bool)tryParse.Invoke(null, arguments)!);
            Assert.Equal("", ValueOf(arguments[1]));
        }

        var undocumented = type.GetMethod("Undocumented")!;
        Assert.Equal("Made Up", undocumented.Invoke(null, ["Made Up"])!.ToString());
        Assert.Equal(undocumented.Invoke(null, ["Made Up"]), undocumented.Invoke(null, ["Made Up"]));
        Assert.Equal(parse.Invoke(null, [documented[0]]), undocumented.Invoke(null, [documented[0]]));
        Assert.Empty(type.GetConstructors());
        Assert.IsType<ArgumentException>(Assert.Throws<TargetInvocationException>(() => undocumented.Invoke(null, [" "])).InnerException);
    }

    [Fact]
    public void Parse_rejects_Tizen_as_OsName_and_suggests_OsFamily()
    {
        Assert.False(OsName.TryParse("Tizen", out _));
        Assert.True(OsFamily.TryParse("Tizen", out var family));
        Assert.Equal(OsFamily.Tizen, family);
        var fault = Assert.Throws<ArgumentException>(() => OsName.Parse("Tizen"));
        Assert.StartsWith(
            "\"Tizen\" is not a documented value of osName. Use one of these: Android, ",
            fault.Message,
            StringComparison.Ordinal);
        Assert.Contains("For a Samsung TV (Tizen), use OsName.Linux with OsFamily.Tizen.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Tizen.", Assert.Throws<ArgumentException>(() => HardwareType.Parse("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_value_of_an_optional_member_is_not_sent()
    {
        OsFamily.TryParse("none of them", out var family);
        var json = Decode(new DeviceInformation
        {
            Model = "m",
            Version = "v",
            OsName = OsName.IOS,
            OsVersion = "1",
            ConnectionType = "WiFi",
            PrimaryHardwareType = default(HardwareType),
            OsFamily = family,
            OsVendor = default(OsVendor),
            BrowserName = default(BrowserName),
            BrowserVendor = default(BrowserVendor),
        }.ToHeaderValue());

        Assert.Equal(["model", "version", "osName", "osVersion", "connectionType"], json.Select(member => member.Key));
    }

    [Fact]
    public void Members_are_those_of_the_spec()
    {
        var members = typeof(DeviceInformation).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        var text = File.ReadAllText(Telemetry.TelemetryTests.Find("api-spec/rest-v2.json"));
        var documented = JsonNode.Parse(text)!["components"]!["schemas"]!["DeviceInformation"]!["properties"]!.AsObject();

        Assert.Equal(documented.Select(member => member.Key).Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    private static string ValueOf(object? value) => Assert.IsAssignableFrom<IExtensibleEnum>(value).Value;

    private static JsonObject Decode(string header) =>
        JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header)))!.AsObject();
}
