using AdobePass.Runtime;

namespace AdobePass.Tests.Throttling;

/// <summary>The places that the pacer gives, on a clock that stands still: one a second, and with the slack one each 1.1 s.</summary>
public sealed class RequestPacerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TestClock _clock = new();

    [Fact]
    public void A_place_given_back_in_the_middle_goes_to_the_next_who_comes()
    {
        var pacer = Pacer();
        var places = Take(pacer, 4);

        pacer.Return("a", places[2]);

        Assert.Equal([2.2, 4.4], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void Places_given_back_are_taken_from_the_earliest_on()
    {
        var pacer = Pacer();
        var places = Take(pacer, 5);

        pacer.Return("a", places[3]);
        pacer.Return("a", places[1]);

        Assert.Equal([1.1, 3.3, 5.5], Waits(Take(pacer, 3)));
    }

    [Fact]
    public void Who_is_too_impatient_for_a_place_given_back_leaves_it_to_others()
    {
        var pacer = Pacer();
        var places = Take(pacer, 4);
        pacer.Return("a", places[2]);

        Assert.False(pacer.TryReserve("a", TimeSpan.FromSeconds(1), out var missed));

        Assert.Equal(2.2, Seconds(missed));
        Assert.Equal([2.2, 4.4], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void Who_is_too_impatient_for_the_end_of_the_line_leaves_no_place_behind()
    {
        var pacer = Pacer();
        var places = Take(pacer, 4);
        pacer.Return("a", places[1]);
        pacer.Return("a", places[2]);
        Assert.True(pacer.TryReserve("a", Patience, out _));
        Assert.True(pacer.TryReserve("a", Patience, out _));

        for (var i = 0; i < 3; i++)
        {
            Assert.False(pacer.TryReserve("a", TimeSpan.FromSeconds(1), out var missed));
            Assert.Equal(4.4, Seconds(missed));
        }

        Assert.Equal([4.4, 5.5], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void When_the_last_in_line_gives_up_the_line_is_shorter()
    {
        var pacer = Pacer();
        var places = Take(pacer, 2);

        pacer.Return("a", places[1]);
        _clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal([0, 1.1], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void A_place_given_back_whose_time_has_come_is_taken_at_once()
    {
        var pacer = Pacer();
        var places = Take(pacer, 3);
        pacer.Return("a", places[1]);

        _clock.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Equal([0, 2.2], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void A_place_given_back_whose_time_has_passed_is_gone()
    {
        var pacer = Pacer();
        var places = Take(pacer, 4);
        pacer.Return("a", places[1]);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([2.4, 3.5], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void Only_the_places_given_back_that_have_passed_are_gone()
    {
        var pacer = Pacer();
        var places = Take(pacer, 4);
        pacer.Return("a", places[1]);
        pacer.Return("a", places[2]);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([0.2, 2.4], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void Who_could_go_at_once_has_no_place_to_give_back()
    {
        var pacer = Pacer();
        var first = Assert.Single(Take(pacer, 1));

        pacer.Return("a", first);

        // He may have gone: another one now would be too many.
        Assert.Equal([1.1], Waits(Take(pacer, 1)));
    }

    [Fact]
    public void The_first_place_after_a_refusal_can_be_given_back()
    {
        var pacer = Pacer();
        pacer.Pause("a", TimeSpan.FromSeconds(5));
        var places = Take(pacer, 2);
        Assert.Equal([5, 6.1], Waits(places));

        pacer.Return("a", places[0]);

        Assert.Equal([5, 7.2], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void A_place_from_before_a_refusal_is_not_given_to_anybody_within_the_pause()
    {
        var pacer = Pacer();
        var places = Take(pacer, 4);
        pacer.Return("a", places[1]);
        pacer.Pause("a", TimeSpan.FromSeconds(5));

        pacer.Return("a", places[2]);

        Assert.True(pacer.IsPausedBeyond("a", places[3]));
        Assert.Equal([5, 6.1], Waits(Take(pacer, 2)));
    }

    [Fact]
    public void As_many_addresses_as_the_option_says_keep_their_places()
    {
        var pacer = Pacer(addresses: 100);
        for (var i = 0; i < 100; i++)
        {
            Take(pacer, 1, "address-" + i);
        }

        Assert.Equal(100, pacer.AddressCount);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal([1.1], Waits(Take(pacer, 1, "address-" + i)));
        }

        Assert.Equal(100, pacer.AddressCount);
    }

    [Fact]
    public void The_addresses_that_send_nothing_are_forgotten_first_and_a_tenth_at_a_time()
    {
        var pacer = Pacer(addresses: 100);
        for (var i = 0; i < 50; i++)
        {
            // Ahead of the idle ones in whatever order they are kept, and with a line of their own.
            Take(pacer, 10, "busy-" + i);
        }

        for (var i = 0; i < 50; i++)
        {
            Take(pacer, 1, "idle-" + i);
        }

        _clock.Advance(TimeSpan.FromSeconds(1.1));
        Take(pacer, 1, "one more");

        Assert.Equal(91, pacer.AddressCount);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal([9.9], Waits(Take(pacer, 1, "busy-" + i)));
        }
    }

    [Fact]
    public void Where_all_addresses_send_something_a_tenth_of_them_is_forgotten()
    {
        var pacer = Pacer(addresses: 100);
        for (var i = 0; i < 100; i++)
        {
            Take(pacer, 5, "busy-" + i);
        }

        Take(pacer, 1, "one more");

        Assert.Equal(91, pacer.AddressCount);
        Assert.Equal([1.1], Waits(Take(pacer, 1, "one more")));
    }

    private static List<RequestPacer.Place> Take(RequestPacer pacer, int count, string address = "a") => Enumerable.Range(0, count).Select(_ =>
    {
        Assert.True(pacer.TryReserve(address, Patience, out var place));
        return place;
    }).ToList();

    private static IEnumerable<double> Waits(IEnumerable<RequestPacer.Place> places) => places.Select(Seconds);

    private static double Seconds(RequestPacer.Place place) => Math.Round(place.Wait.TotalSeconds, 3);

    private RequestPacer Pacer(int addresses = 1000) => new(new AdobePassOptions
    {
        RequestsPerSecond = 1,
        RequestBurst = 0,
        MaxTokensInMemory = addresses,
        TimeProvider = _clock,
    });

    [Fact]
    public void A_shorter_pause_does_not_end_a_longer_one()
    {
        var clock = new TestClock();
        var pacer = new RequestPacer(new AdobePassOptions { RequestsPerSecond = 1, RequestBurst = 0, TimeProvider = clock });
        Assert.True(pacer.TryReserve("a", TimeSpan.FromMinutes(1), out _));
        Assert.True(pacer.TryReserve("a", TimeSpan.FromMinutes(1), out _));
        Assert.True(pacer.TryReserve("a", TimeSpan.FromMinutes(1), out var place));
        pacer.Pause("a", TimeSpan.FromSeconds(60));
        pacer.Pause("a", TimeSpan.FromSeconds(1));
        Assert.True(pacer.IsPausedBeyond("a", place));
    }

    [Fact]
    public void Who_has_a_place_does_not_follow_at_the_heels_of_one_who_left_late()
    {
        var clock = new TestClock();
        var pacer = new RequestPacer(new AdobePassOptions { RequestsPerSecond = 1, RequestBurst = 0, TimeProvider = clock });
        var places = Enumerable.Range(0, 4).Select(_ => pacer.TryReserve("a", TimeSpan.FromMinutes(1), out var place) ? place : default).ToList();
        pacer.Return("a", places[2]);
        clock.Advance(TimeSpan.FromSeconds(2.1));
        pacer.Sent("a");
        Assert.True(pacer.TryReserve("a", TimeSpan.FromMinutes(1), out var next));
        Assert.True(next.Wait >= TimeSpan.FromSeconds(1), next.Wait.ToString());
    }
}
