using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;
using Minnow.Core.Signals;

namespace Minnow.Core.Quoting;

/// <summary>Everything that went into one decision: eleven slots of the output ring, 704 bytes; a <see cref="LevelRecord"/> for each level follows.</summary>
/// <remarks>
/// Each 64-byte slot begins with its <see cref="OutputKind"/>. Shifts of the price are positive upwards. A term that the parameters switch off is 0. The parts
/// add up: fair price = base moved by alpha + basis + pair; reservation price = fair price moved by skew + drift + funding; half-spread of a side = intensity + inventory +
/// impact + fee + volatility + mode + latency + flow + carry + tactic + raised by minimum - cut by maximum + raised by the floor + risk. Byte table: docs/formats/journal.md.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 704)]
public struct DecisionRecord
{
    /// <summary>Slots that a record takes without its levels.</summary>
    public const int Slots = 11;

    /// <summary><see cref="OutputKind.Decision"/>.</summary>
    [FieldOffset(0)] public OutputKind Kind0;

    /// <summary>What made the quoter decide.</summary>
    [FieldOffset(1)] public DecisionTrigger Trigger;

    /// <summary>The instrument's index.</summary>
    [FieldOffset(2)] public ushort InstrumentIndex;

    /// <summary>Level records that follow behind the slots of the decision.</summary>
    [FieldOffset(4)] public uint LevelCount;

    /// <summary>Sequence of the input event.</summary>
    [FieldOffset(8)] public long CauseSequence;

    /// <summary>Time of the input event, ns since 1970.</summary>
    [FieldOffset(16)] public long TimeNs;

    /// <summary>Number of the decision, from 1.</summary>
    [FieldOffset(24)] public long DecisionNumber;

    /// <summary>Best bid of others, ticks; <see cref="Units.Missing"/> if none.</summary>
    [FieldOffset(32)] public long BestBidTicks;

    /// <summary>Best ask of others, ticks; <see cref="Units.Missing"/> if none.</summary>
    [FieldOffset(40)] public long BestAskTicks;

    /// <summary>Position, lots.</summary>
    [FieldOffset(48)] public long PositionLots;

    /// <summary>Change id of the book used.</summary>
    [FieldOffset(56)] public long BookChangeId;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(64)] public OutputKind Kind1;

    /// <summary>Fair price asked for: 0 mid, 1 weighted mid, 2 micro-price.</summary>
    [FieldOffset(65)] public byte FairKind;

    /// <summary>Model used: 0 linear, 1 Avellaneda-Stoikov, 2 GLFT, 3 GLFT exact.</summary>
    [FieldOffset(66)] public byte ModelKind;

    /// <summary>Volatility used: 0 EWMA, 1 realised, 2 bipower.</summary>
    [FieldOffset(67)] public byte VolatilityKind;

    /// <summary>Commands that the decision sent.</summary>
    [FieldOffset(68)] public uint CommandCount;

    /// <summary>Rules that kept quotes away or messages back.</summary>
    [FieldOffset(72)] public Suppressions Suppressions;

    /// <summary>Limits that bound.</summary>
    [FieldOffset(80)] public Clamps Clamps;

    /// <summary>Tactics with any effect, one bit each.</summary>
    [FieldOffset(88)] public TacticFlags Tactics;

    /// <summary>Lots of others at the best bid.</summary>
    [FieldOffset(96)] public long BestBidLots;

    /// <summary>Lots of others at the best ask.</summary>
    [FieldOffset(104)] public long BestAskLots;

    /// <summary>Net position over all instruments of the same base, 1e-8 of the base coin; <see cref="Units.Missing"/> if a price for it is missing.</summary>
    [FieldOffset(112)] public long NetExposureE8;

    /// <summary>Mid of best bid and ask, ticks; NaN if a side is missing.</summary>
    [FieldOffset(120)] public double MidTicks;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(128)] public OutputKind Kind2;

    /// <summary>Mode of the market.</summary>
    [FieldOffset(129)] public MarketModeKind Mode;

    /// <summary>Bid levels wanted.</summary>
    [FieldOffset(130)] public byte WantedBidCount;

    /// <summary>Ask levels wanted.</summary>
    [FieldOffset(131)] public byte WantedAskCount;

    /// <summary>How the fair price came about.</summary>
    [FieldOffset(132)] public FairFlags FairFlags;

    /// <summary>Fair price before any shift, ticks.</summary>
    [FieldOffset(136)] public double BaseTicks;

    /// <summary>Shift by imbalance of the book, bps.</summary>
    [FieldOffset(144)] public double ImbalanceBps;

    /// <summary>Shift by order-flow imbalance, bps.</summary>
    [FieldOffset(152)] public double FlowBps;

    /// <summary>Shift by traded flow, bps.</summary>
    [FieldOffset(160)] public double TradeBps;

    /// <summary>Shift by moves of the best prices, bps.</summary>
    [FieldOffset(168)] public double TopBps;

    /// <summary>Shift by momentum, bps.</summary>
    [FieldOffset(176)] public double MomentumBps;

    /// <summary>The five shifts together, after the last clamp, bps.</summary>
    [FieldOffset(184)] public double AlphaBps;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(192)] public OutputKind Kind3;

    /// <summary>Strongest effect of tactics on the bid: 0 none, 1 hint, 2 shape, 3 hold, 4 pull.</summary>
    [FieldOffset(193)] public byte BidEffect;

    /// <summary>The same of the ask.</summary>
    [FieldOffset(194)] public byte AskEffect;

    /// <summary>The first tactic with that effect on the bid, a <c>TacticCause</c>.</summary>
    [FieldOffset(195)] public byte BidCause;

    /// <summary>Rules of the plan that closed or narrowed a side.</summary>
    [FieldOffset(196)] public PlanRules Rules;

    /// <summary>Shift of the reservation price by funding, bps.</summary>
    [FieldOffset(200)] public double FundingBps;

    /// <summary>Shift of the fair price by basis, bps.</summary>
    [FieldOffset(208)] public double BasisBps;

    /// <summary>Shift of the fair price by the paired instrument, bps.</summary>
    [FieldOffset(216)] public double PairBps;

    /// <summary>Fair price: the base moved by alpha, basis and pair, ticks.</summary>
    [FieldOffset(224)] public double FairTicks;

    /// <summary>Volatility as estimated, bps per square root of a second.</summary>
    [FieldOffset(232)] public double SigmaFastBps;

    /// <summary>Slow volatility, bps per square root of a second; NaN if it is not measured.</summary>
    [FieldOffset(240)] public double SigmaSlowBps;

    /// <summary>Effective samples in the volatility estimate.</summary>
    [FieldOffset(248)] public double VolatilitySamples;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(256)] public OutputKind Kind4;

    /// <summary>The first tactic with that effect on the ask, a <c>TacticCause</c>.</summary>
    [FieldOffset(257)] public byte AskCause;

    /// <summary>Volatility used after its error and floor, bps per square root of a second.</summary>
    [FieldOffset(264)] public double SigmaBps;

    /// <summary>Decay of the fill intensity used after its error, 1/bps.</summary>
    [FieldOffset(272)] public double DecayPerBps;

    /// <summary>Position in orders: lots by lots of one order.</summary>
    [FieldOffset(280)] public double InventoryOrders;

    /// <summary>Inventory that drift asks for, orders.</summary>
    [FieldOffset(288)] public double TargetOrders;

    /// <summary>Shift of the reservation price by inventory, bps.</summary>
    [FieldOffset(296)] public double SkewBps;

    /// <summary>Shift of the reservation price by drift in the model, bps.</summary>
    [FieldOffset(304)] public double DriftBps;

    /// <summary>Reservation price: the fair price moved by skew, drift and funding, ticks.</summary>
    [FieldOffset(312)] public double ReservationTicks;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(320)] public OutputKind Kind5;

    /// <summary>Half-spread part from fill intensity, bps.</summary>
    [FieldOffset(328)] public double IntensityBps;

    /// <summary>Half-spread part from inventory risk, bps.</summary>
    [FieldOffset(336)] public double InventoryBps;

    /// <summary>Half-spread part from adverse selection, bps.</summary>
    [FieldOffset(344)] public double ImpactBps;

    /// <summary>Half-spread part from the maker fee in the model, bps.</summary>
    [FieldOffset(352)] public double FeeBps;

    /// <summary>Added for volatility, bps.</summary>
    [FieldOffset(360)] public double VolatilityAddBps;

    /// <summary>Added by the factor of the market mode; negative if it narrows, bps.</summary>
    [FieldOffset(368)] public double ModeBps;

    /// <summary>Raised to what the price moves within the latency, bps.</summary>
    [FieldOffset(376)] public double LatencyPadBps;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(384)] public OutputKind Kind6;

    /// <summary>Bid: added because flow runs into it, bps.</summary>
    [FieldOffset(392)] public double FlowBidBps;

    /// <summary>Bid: added because carry costs there, bps.</summary>
    [FieldOffset(400)] public double CarryBidBps;

    /// <summary>Bid: added by tactics, bps.</summary>
    [FieldOffset(408)] public double TacticBidBps;

    /// <summary>Bid: raised by the minimum, bps.</summary>
    [FieldOffset(416)] public double MinRaisedBidBps;

    /// <summary>Bid: cut by the maximum, bps.</summary>
    [FieldOffset(424)] public double MaxCutBidBps;

    /// <summary>Bid: raised by the fee floor, bps.</summary>
    [FieldOffset(432)] public double FloorRaisedBidBps;

    /// <summary>Half-spread of the bid, bps: the parts of both sides and its own.</summary>
    [FieldOffset(440)] public double HalfSpreadBidBps;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(448)] public OutputKind Kind7;

    /// <summary>Ask: added because flow runs into it, bps.</summary>
    [FieldOffset(456)] public double FlowAskBps;

    /// <summary>Ask: added because carry costs there, bps.</summary>
    [FieldOffset(464)] public double CarryAskBps;

    /// <summary>Ask: added by tactics, bps.</summary>
    [FieldOffset(472)] public double TacticAskBps;

    /// <summary>Ask: raised by the minimum, bps.</summary>
    [FieldOffset(480)] public double MinRaisedAskBps;

    /// <summary>Ask: cut by the maximum, bps.</summary>
    [FieldOffset(488)] public double MaxCutAskBps;

    /// <summary>Ask: raised by the fee floor, bps.</summary>
    [FieldOffset(496)] public double FloorRaisedAskBps;

    /// <summary>Half-spread of the ask, bps: the parts of both sides and its own.</summary>
    [FieldOffset(504)] public double HalfSpreadAskBps;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(512)] public OutputKind Kind8;

    /// <summary>Fee plus edge, bps: no half-spread is below it.</summary>
    [FieldOffset(520)] public double FeeFloorBps;

    /// <summary>First bid before rounding and limits, ticks.</summary>
    [FieldOffset(528)] public double RawBidTicks;

    /// <summary>First ask before rounding and limits, ticks.</summary>
    [FieldOffset(536)] public double RawAskTicks;

    /// <summary>Lots that bids may have in all before a limit binds.</summary>
    [FieldOffset(544)] public long BidRoomLots;

    /// <summary>Lots that asks may have in all before a limit binds.</summary>
    [FieldOffset(552)] public long AskRoomLots;

    /// <summary>Lots that our bids may still buy at worst, before the decision.</summary>
    [FieldOffset(560)] public long BidWorstLots;

    /// <summary>Lots that our asks may still sell at worst, before the decision.</summary>
    [FieldOffset(568)] public long AskWorstLots;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(576)] public OutputKind Kind9;

    /// <summary>Time from message to answer that the latency pad used, ns.</summary>
    [FieldOffset(584)] public long RoundTripNs;

    /// <summary>How far the mid is from where it was when quotes were last moved, bps.</summary>
    [FieldOffset(592)] public double MidMovedBps;

    /// <summary>Lots at best bid minus those at best ask, by their sum.</summary>
    [FieldOffset(600)] public double Imbalance;

    /// <summary>Traded flow that width and tactics saw, -1 to 1; NaN if not known.</summary>
    [FieldOffset(608)] public double TakerFlow;

    /// <summary>Move of the mid over the momentum window, bps; NaN if not known.</summary>
    [FieldOffset(616)] public double WindowMoveBps;

    /// <summary>Ticks by which the touch rule moved the first bid towards the market; negative away.</summary>
    [FieldOffset(624)] public long TouchBidTicks;

    /// <summary>The same of the first ask.</summary>
    [FieldOffset(632)] public long TouchAskTicks;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(640)] public OutputKind Kind10;

    /// <summary>Step of the kill ladder in force for the instrument, a <see cref="Risk.KillStep"/>.</summary>
    [FieldOffset(641)] public byte KillStep;

    /// <summary>What asks for that step, a <see cref="KillTrigger"/>.</summary>
    [FieldOffset(642)] public byte KillCause;

    /// <summary>The limit that gave the cap of the position, a <see cref="RiskLimit"/>.</summary>
    [FieldOffset(643)] public byte CapCause;

    /// <summary>All triggers that ask for any step: bit at the number of each <see cref="KillTrigger"/>.</summary>
    [FieldOffset(644)] public uint KillTriggers;

    /// <summary>Added to both half-spreads because the kill ladder widens, bps.</summary>
    [FieldOffset(648)] public double RiskBps;

    /// <summary>Largest position in either direction that all limits together leave, lots.</summary>
    [FieldOffset(656)] public long CapLots;

    /// <summary>Change of our account in the instrument's settlement coin since the start, 1e-8; <see cref="Units.Missing"/> if a position has no price.</summary>
    [FieldOffset(664)] public long SessionPnlE8;

    /// <summary>How far it is below its peak, 1e-8; <see cref="Units.Missing"/> if a position has no price.</summary>
    [FieldOffset(672)] public long DrawdownE8;

    /// <summary>Profit of the instrument's open position at its mark, 1e-8 of the settlement coin; <see cref="Units.Missing"/> without a price.</summary>
    [FieldOffset(680)] public long UnrealisedE8;

    /// <summary>Zero.</summary>
    [FieldOffset(688)] public long Reserved0;

    /// <summary>Zero.</summary>
    [FieldOffset(696)] public long Reserved1;
}
