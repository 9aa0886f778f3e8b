using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AdobePass.Benchmarks.Calls;

/// <summary>
/// An HTTP/1.1 server for a process of its own, so that its cost is not counted with the clients. It supports keep-alive and bodies with a
/// length or in chunks, and nothing else.
/// </summary>
internal static class LoopbackServer
{
    private static readonly byte[] Authorize = Answer(Payloads.Authorize);
    private static readonly byte[] Registration = Answer(Payloads.Registration);
    private static readonly byte[] Token = Answer(Payloads.Token);

    /// <summary>Serves until its standard input ends. Prints the port of HTTP and the port of HTTPS first.</summary>
    public static async Task RunAsync()
    {
        using var certificate = CreateCertificate();
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        using var secure = new TcpListener(IPAddress.Loopback, 0);
        plain.Start(1024);
        secure.Start(1024);
        Console.WriteLine(PortOf(plain));
        Console.WriteLine(PortOf(secure));

        // Reading the console blocks, whatever it is called.
        var end = Task.Run(Console.In.ReadToEnd);
        var accepting = AcceptAsync(plain, static socket => Task.FromResult<Stream>(new NetworkStream(socket, ownsSocket: true)));
        var acceptingSecure = AcceptAsync(secure, async socket =>
        {
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(certificate).ConfigureAwait(false);
            return stream;
        });
        await Task.WhenAny(end, accepting, acceptingSecure).ConfigureAwait(false);
    }

    private static string PortOf(TcpListener listener) =>
        ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    // No program trusts it. The programs that are measured accept every certificate.
    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
    }

    private static async Task AcceptAsync(TcpListener listener, Func<Socket, Task<Stream>> open)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }

        async Task ServeAsync(Socket socket)
        {
            using var stream = await open(socket).ConfigureAwait(false);
            await LoopbackServer.ServeAsync(stream).ConfigureAwait(false);
        }
    }

    private static async Task ServeAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length)).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            length += read;
            while (LengthOfRequest(buffer.AsSpan(0, length)) is { } request && request <= length)
            {
                var line = buffer.AsSpan(0, 60);
                var answer = line.IndexOf("/o/client/token"u8) >= 0 ? Token
                    : line.IndexOf("/o/client/register"u8) >= 0 ? Registration
                    : Authorize;
                await stream.WriteAsync(answer).ConfigureAwait(false);
                buffer.AsSpan(request, length - request).CopyTo(buffer);
                length -= request;
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
