using System;
using System.IO;
using System.Reflection;

// Many files against the Open XML SDK in one process: the validator takes one file, and most of
// its time goes into starting. The .NET runtime calls this before the program's own beginning
// when DOTNET_STARTUP_HOOKS names it; it then begins the program once for each file.
//
// MANY_FILES is a file with a line for each: the document, a tab, and where to put what the
// validator says of it. An answer that broke down half way is no JSON, and never taken for a good
// one; neither is a file that is missing.
internal class StartupHook {
  public static void Initialize() {
    string listed = Environment.GetEnvironmentVariable("MANY_FILES");
    if (string.IsNullOrEmpty(listed)) return;
    MethodInfo begin = Assembly.Load("ooxml-validator").EntryPoint;
    TextWriter usual = Console.Out;
    foreach (string line in File.ReadAllLines(listed)) {
      string[] places = line.Split('\t');
      using (var answer = new StreamWriter(places[1])) {
        Console.SetOut(answer);
        try {
          begin.Invoke(null, new object[] { new string[] { places[0] } });
        } catch (TargetInvocationException error) {
          answer.Write(error.InnerException);
        }
      }
    }
    Console.SetOut(usual);
    Environment.Exit(0);
  }
}
