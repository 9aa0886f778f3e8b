// title: Desktop sign-in window with a timer
// kind: library
// rule: AP4001
// why: the timer ticks every other second
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using System.Timers;

namespace Porch.Desktop
{
    public sealed class SignInWindowModel : IDisposable
    {
        private readonly HttpClient _http = new HttpClient();
        private readonly Timer _timer = new Timer(2000); // expect: AP4001#a
        private readonly string _code;
        private readonly DateTime _ends;

        public SignInWindowModel(string bearer, string code, DateTime ends)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            _code = code;
            _ends = ends;
            _timer.Elapsed += OnElapsed; // expect: AP4001#a
        }

        public event Action<bool>? Finished;

        public void Show() => _timer.Start();

        public void Dispose()
        {
            _timer.Dispose();
            _http.Dispose();
        }

        private async void OnElapsed(object? sender, ElapsedEventArgs e)
        {
            if (e.SignalTime.ToUniversalTime() > _ends)
            {
                _timer.Stop();
                Finished?.Invoke(false);
                return;
            }

            try
            {
                var text = await _http.GetStringAsync($"https://sp.auth.adobe.com/api/v2/PORCH/profiles/code/{_code}"); // expect: AP4001#a
                if (!text.Contains("\"profiles\":{}"))
                {
                    _timer.Stop();
                    Finished?.Invoke(true);
                }
            }
            catch (HttpRequestException)
            {
                // next tick
            }
        }
    }
}
