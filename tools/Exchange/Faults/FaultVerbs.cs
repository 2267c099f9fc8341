using System.Collections.Generic;
using System.Linq;
using static Minnow.Exchange.Faults.FaultLayer;
using static Minnow.Exchange.Faults.FaultWord;

namespace Minnow.Exchange.Faults;

/// <summary>Every word that a fault script may use. The page docs/formats/fault-script.md lists the same words; a test compares the two.</summary>
public static class FaultVerbs
{
    private static readonly FaultArgument s_time = new("TIME", Duration, []);
    private static readonly FaultArgument s_count = new("N", Number, []);
    private static readonly FaultArgument s_text = new("TEXT", Text, []);

    /// <summary>All of them, in the order of the manual.</summary>
    public static IReadOnlyList<FaultVerb> All { get; } =
    [
        // Any message.
        new("drop", Message, false, [], "The message is lost."),
        new("delay", Message, true, [s_time], "The message comes later; order is kept."),
        new("duplicate", Message, false, [], "The message comes twice."),
        new("reorder", Message, false, [], "The message changes places with the next one that the line means."),
        new("corrupt", Message, false, [], "A byte of the message is overwritten by a control character."),
        new("truncate", Message, false, [Maybe(s_count)], "The message ends after N bytes, or in its middle."),
        new("insert", Link, false, [s_text], "An extra message with this text is sent to the client."),
        new("huge", Link, false, [s_count], "An extra message of N bytes is sent to the client."),
        new("deep", Link, false, [s_count], "An extra message of N nested arrays is sent to the client."),
        new("replace", Message, false, [new("OLD", Text, []), new("NEW", Text, [])], "The first OLD in the text becomes NEW."),
        new("lack", Message, true, [new("FIELD", Text, [])], "Every field of this name is missing."),

        // Requests and replies.
        new("lose-request", Message, false, [], "The request never reaches the venue."),
        new("lose-reply", Message, false, [], "The venue acts, its reply is lost."),
        new("late-ack", Message, false, [s_time], "The venue acts, its reply comes late; other messages overtake it."),
        new("reject", Message, false, [s_count, Maybe(s_text)], "The request is answered by this error and never reaches the venue."),
        new("reply-twice", Message, false, [], "The reply comes twice."),
        new("unknown-reply", Message, false, [], "A reply to a request that nobody sent comes first."),
        new("shift-clock", Message, true, [new("SIGNED-TIME", Duration, [])], "The venue's own times in replies (usIn, usOut) are off by this much."),

        // Market data.
        new("silent", Message, true, [], "No notification is sent; replies and heartbeats are."),
        new("withhold-snapshot", Message, false, [], "A book's snapshot is lost."),
        new("stale-snapshot", Message, false, [], "A book's snapshot bears a change id from long before."),
        new("crossed-snapshot", Message, false, [], "A book's snapshot has its best bid above its best ask."),
        new("crossed-book", Message, false, [], "A change of the book adds a bid far above the best ask."),
        new("restart-sequence", Message, false, [s_count], "A change of the book bears N as its change ids."),
        new("delete-unknown", Message, false, [], "A change of the book deletes a level that is not there."),
        new("bad-number", Message, false, [s_text], "A price in a book message is replaced by this text."),
        new("drift", Message, false, [], "A change of the book has a wrong amount; its ids are right."),
        new("drift-deep", Message, false, [], "A change of the book that brings several levels has the worst of them with a wrong amount; its ids are right."),
        new("empty-side", Message, false, [Choice("SIDE", "bids", "asks", "both")], "A book's snapshot lacks a side."),
        new("shift-timestamps", Message, true, [new("SIGNED-TIME", Duration, [])], "Time stamps of notifications are off by this much."),
        new("freeze-index", Message, true, [], "Index and mark in tickers stay what they are; the index channel is silent."),
        new("trade-through", Message, false, [s_count], "A trade is reported this many per cent away from the book."),

        // Orders and accounts, as told to the client.
        new("duplicate-fill", Message, false, [], "A notification with a fill comes twice."),
        new("hide-fills", Message, true, [], "Fills are told neither by notifications nor by trade queries nor in replies."),
        new("hide-orders", Message, true, [], "Order queries are answered by an empty list."),
        new("wrong-position", Message, true, [s_count], "Positions are told with this much added to their size."),
        new("wrong-balance", Message, true, [s_count], "Balance and equity are told with this many coins added."),
        new("position-empty", Message, true, [], "Position queries are answered by an empty list."),
        new("overfill", Message, false, [], "A fill is told with ten times its amount."),
        new("wide-scope", Message, true, [s_text], "The scope granted by auth has this added."),
        new("narrow-scope", Message, true, [s_text], "The scope granted by auth lacks this."),
        new("cod", Message, true, [Choice("STATE", "off")], "Cancel-on-disconnect is told to be off."),
        new("cancel-count", Message, false, [s_count], "A mass cancel's count has this added."),
        new("cancel-reason", Message, false, [s_text], "A cancelled order's reason is told as this word."),

        // Connections.
        new("fin", Link, false, [], "The connection is closed without a word: TCP FIN."),
        new("rst", Link, false, [], "The connection is torn: TCP RST."),
        new("close", Link, false, [s_count, Maybe(s_text)], "The connection is closed by a WebSocket close frame with this code."),
        new("half-open", Link, false, [], "The peer vanishes: nothing comes or goes any more, and the socket stays."),
        new("stall", Link, true, [], "The venue hangs: what comes waits, nothing goes."),
        new("slow-reader", Link, true, [], "The venue stops reading the socket; it still sends."),
        new("one-way", Link, true, [Choice("DIR", "in", "out")], "Only messages in this direction still pass."),
        new("slice", Link, true, [s_count], "Bytes to the client go N at a time."),
        new("raw-bytes", Link, false, [new("HEX", Text, [])], "These bytes are written between two frames, below the WebSocket layer."),

        // The door.
        new("refuse", Door, true, [], "New connections are reset at once."),
        new("upgrade", Door, true, [s_count], "The WebSocket upgrade is refused with this HTTP status."),
        new("tls", Door, true,
            [Choice("KIND", "expired", "not-yet-valid", "self-signed", "wrong-host", "untrusted", "weak-key", "weak-hash", "old-protocol", "other-key")],
            "New connections get this certificate or protocol."),
        new("handshake", Door, true, [Choice("KIND", "stall", "garbage", "plain")], "New connections meet silence, noise, or plain HTTP instead of TLS."),

        // The venue.
        new("maintenance", Venue, true, [], "platform_state says maintenance; requests are refused by 11051."),
        new("settlement", Venue, true, [], "Books are in settlement."),
        new("expiry", Venue, false, [Maybe(s_text)], "An instrument expires now."),
        new("instrument-state", Venue, true,
            [Choice("STATE", "open", "locked", "settlement", "delivered", "inactive", "halted", "archivized")], "An instrument goes to this state."),
        new("tier", Venue, true, [s_count], "Accounts fall to this rate tier."),
        new("token-expire", Venue, false, [], "Every access token expires now."),
        new("cod-trigger", Venue, true, [Choice("TRIGGER", "fin", "rst", "heartbeat", "inactivity"), Choice("STATE", "off", "on")],
            "Cancel-on-disconnect ignores this end of a connection."),
        new("mmp-trigger", Venue, false, [], "Market maker protection triggers now."),
        new("tick-change", Venue, false, [s_count], "An instrument's tick becomes this."),
        new("liquidate", Venue, false, [], "The account's positions are liquidated."),
        new("unknown-fill", Venue, false, [Choice("SIDE", "buy", "sell"), s_count], "The account trades this amount through an order that no client placed."),
        new("combo-fill", Venue, false, [Choice("SIDE", "buy", "sell"), s_count], "The account trades this amount as a leg of a combination; the combination's own row is told behind it."),
        new("foreign-order", Venue, false, [Choice("SIDE", "buy", "sell"), s_count, Maybe(s_text)], "An order with this label rests in the account, far from the market."),
        new("move-index", Venue, false, [s_count], "The index jumps by this many per cent, and the market with it."),
        new("lock-account", Venue, true, [], "The account is locked."),
    ];

    /// <summary>Finds a word.</summary>
    public static FaultVerb? Find(string name) => All.FirstOrDefault(verb => verb.Name == name);

    private static FaultArgument Maybe(FaultArgument argument) => argument with { Optional = true };

    private static FaultArgument Choice(string name, params string[] words) => new(name, FaultWord.Choice, words);
}
