namespace AdobePass.DocumentFuzzer;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["measure", .. var files])
        {
            return Measurement.Run(files);
        }

        if (Arguments.Parse(args) is { } arguments)
        {
            return new FuzzRun(arguments).Run();
        }

        Console.Error.WriteLine(Arguments.Usage);
        return 2;
    }
}
