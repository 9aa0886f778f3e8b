namespace QuickStart;

/// <summary>Tells the viewer of this sample what happens, a line per step.</summary>
internal sealed class Narrator(TextWriter output)
{
    private int _step;

    public void Step(string title)
    {
        output.WriteLine();
        output.WriteLine($"{++_step}. {title}");
    }

    public void Note(string text) => output.WriteLine("   " + text);

    public void Request(string method, string path, int status) => output.WriteLine($"   > {method} {path}  {status}");
}
