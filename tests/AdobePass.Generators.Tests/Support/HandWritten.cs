namespace AdobePass.Generators.Tests.Support;

/// <summary>Sources of clients that do not use the runtime.</summary>
internal static class HandWritten
{
    /// <summary>The directives and types that the sources share.</summary>
    public const string Shared = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    /// <summary>The records of a registration and of a token.</summary>
    public const string Records = """

        public sealed record Pair(string client_id, string client_secret);

        public sealed record Token(string access_token, long expires_in);

        public enum Endpoint { Register, Token }

        public interface IVault
        {
            Task<Pair?> LoadAsync();

            Task SaveAsync(Pair pair);
        }

        """;

    /// <summary>A class around members, with methods that register and request tokens.</summary>
    public static string Client(string members) =>
        Shared + """
            public sealed class Client(HttpClient http, IVault vault)
            {

            """ + members + """

                private Task<HttpResponseMessage> TokenAsync(Pair pair) => http.PostAsync(
                    "https://sp.auth.adobe.com/o/client/token",
                    new FormUrlEncodedContent(new Dictionary<string, string>
                    {
                        ["client_id"] = pair.client_id,
                        { "client_secret", pair.client_secret },
                    }));
            }

            """ + Records;

    /// <summary>A program of statements and methods.</summary>
    public static string Program(string members) =>
        Shared + "internal static class Program\n{\n    private static readonly HttpClient http = new();\n" + members + "\n}\n" + Records;
}
