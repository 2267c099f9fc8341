// ccxt against the loopback exchange, unmodified but for the URL: REST first, then WebSocket.
'use strict';
const assert = require('node:assert');
const ccxt = require('ccxt');

const [base, apiKey, secret] = process.argv.slice(2); // https://localhost:PORT
const symbol = 'BTC/USD:BTC';
let passed = 0;

async function check(name, body) {
  const result = await body();
  passed++;
  console.log(`ok ${name}`);
  return result;
}

async function rest() {
  const venue = new ccxt.deribit({ apiKey, secret });
  venue.urls.api.rest = base;
  await check('loadMarkets', async () => assert.ok((await venue.loadMarkets())[symbol].inverse));
  const ticker = await check('fetchTicker', async () => {
    const t = await venue.fetchTicker(symbol);
    assert.ok(t.bid > 0 && t.bid < t.ask);
    return t;
  });
  await check('fetchOrderBook', async () => {
    const book = await venue.fetchOrderBook(symbol, 20);
    assert.ok(book.bids.length >= 5 && book.bids[0][0] < book.asks[0][0]);
  });
  await check('fetchTrades', async () => assert.ok((await venue.fetchTrades(symbol)).length > 0));
  const price = Math.round(ticker.bid * 0.995);
  const resting = await check('createOrder, post-only', async () => {
    const order = await venue.createOrder(symbol, 'limit', 'buy', 100, price, { postOnly: true });
    assert.strictEqual(order.status, 'open');
    return order;
  });
  await check('fetchOpenOrders', async () => {
    const open = await venue.fetchOpenOrders(symbol);
    assert.deepStrictEqual(open.map((o) => o.id), [resting.id]);
    assert.strictEqual(open[0].price, price);
  });
  await check('editOrder', async () => assert.strictEqual((await venue.editOrder(resting.id, symbol, 'limit', 'buy', 200, price - 10)).amount, 200));
  await check('fetchOrder', async () => assert.strictEqual((await venue.fetchOrder(resting.id)).price, price - 10));
  await check('cancelOrder', async () => assert.strictEqual((await venue.cancelOrder(resting.id)).status, 'canceled'));
  await check('createOrder, taking', async () => assert.strictEqual((await venue.createOrder(symbol, 'market', 'buy', 50)).status, 'closed'));
  await check('fetchMyTrades', async () => {
    const trades = await venue.fetchMyTrades(symbol);
    assert.strictEqual(trades.reduce((sum, t) => sum + t.amount, 0), 50);
    assert.ok(trades.every((t) => t.takerOrMaker === 'taker' && t.fee.cost > 0));
  });
  await check('fetchPositions', async () => {
    const held = (await venue.fetchPositions([symbol], { currency: 'BTC' })).filter((p) => p.contracts > 0);
    assert.strictEqual(held.length, 1);
    assert.strictEqual(held[0].side, 'long');
  });
  await check('fetchBalance', async () => assert.ok((await venue.fetchBalance({ code: 'BTC' })).BTC.total > 0));
  await check('cancelAllOrders', () => venue.cancelAllOrders(symbol));
}

async function socket() {
  const venue = new ccxt.pro.deribit({ apiKey, secret });
  venue.urls.api.rest = base;
  venue.urls.api.ws = `${base.replace('https:', 'wss:')}/ws/api/v2`;
  await venue.loadMarkets();
  await check('watchOrderBook', async () => {
    const book = await venue.watchOrderBook(symbol);
    assert.ok(book.bids.length > 0 && book.bids[0][0] < book.asks[0][0]);
  });
  await check('watchTicker', async () => assert.ok((await venue.watchTicker(symbol)).bid > 0));
  const next = venue.watchOrders(symbol);
  await new Promise((go) => setTimeout(go, 1000));
  const placed = await venue.createOrder(symbol, 'limit', 'sell', 10, Math.round((await venue.fetchTicker(symbol)).ask * 1.005), { postOnly: true });
  await check('watchOrders', async () => assert.strictEqual((await next)[0].id, placed.id));
  await venue.cancelOrder(placed.id);
  await venue.close();
}

(async () => {
  await rest();
  await socket();
  console.log(`ccxt ${ccxt.version}: ${passed} passed, 0 failed`);
  process.exit(0);
})().catch((wrong) => {
  console.error(wrong);
  console.log(`ccxt ${ccxt.version}: ${passed} passed, 1 failed`);
  process.exit(1);
});
