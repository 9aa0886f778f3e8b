// title: The same watcher with the pause and the end that the service asks for
// kind: library
// rule: AP4001
// twin: httpwebrequest-second-screen
// expect: none
using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Threading;

namespace Broadcast.SecondScreen
{
    public delegate void ProfileFound(string json);

    public class ActivationWatcher
    {
        private readonly string _requestor;
        private readonly Func<string> _bearer;

        public ActivationWatcher(string requestor, Func<string> bearer)
        {
            _requestor = requestor;
            _bearer = bearer;
        }

        public event ProfileFound Found;

        public event Action Lapsed;

        public event Action<Exception> Trouble;

        public Thread Watch(string code, TimeSpan window)
        {
            Thread thread = new Thread(delegate () { Run(code, window); });
            thread.IsBackground = true;
            thread.Name = "activation " + code;
            thread.Start();
            return thread;
        }

        private void Run(string code, TimeSpan window)
        {
            Stopwatch since = Stopwatch.StartNew();
            for (; ; )
            {
                if (since.Elapsed > window)
                {
                    if (Lapsed != null)
                    {
                        Lapsed();
                    }

                    return;
                }

                string json = Ask(code);
                if (json != null && json.Contains("\"notAfter\""))
                {
                    if (Found != null)
                    {
                        Found(json);
                    }

                    return;
                }

                Thread.Sleep(4500);
            }
        }

        private string Ask(string code)
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create("https://sp.auth.adobe.com/api/v2/" + _requestor + "/profiles/code/" + code);
            request.Method = "GET";
            request.Accept = "application/json";
            request.Headers["Authorization"] = "Bearer " + _bearer();
            request.Timeout = 20000;
            try
            {
                using (WebResponse response = request.GetResponse())
                using (StreamReader reader = new StreamReader(response.GetResponseStream()))
                {
                    return reader.ReadToEnd();
                }
            }
            catch (WebException e)
            {
                if (Trouble != null)
                {
                    Trouble(e);
                }

                return null;
            }
        }
    }
}
