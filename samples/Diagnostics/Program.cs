// This sample is there to be built, not to be run: look at what the build prints, then at README.md.
Console.WriteLine("Build me and read the warnings.");
