// deribit-v2-ws against the loopback exchange. Its URL is fixed in its source, so the address is changed where it opens its socket; nothing else is.
'use strict';
const assert = require('node:assert');
const { createRequire } = require('node:module');

const [base, apiKey, secret] = process.argv.slice(2); // https://localhost:PORT
const path = require.resolve('deribit-v2-ws');
const its = createRequire(path);
const Real = its('ws');
require.cache[its.resolve('ws')].exports = function WebSocket(url) {
  return new Real(url.replace('wss://www.deribit.com', base.replace('https:', 'wss:')));
};
const venue = require(path);

let passed = 0;
async function check(name, body) {
  const result = await body();
  passed++;
  console.log(`ok ${name}`);
  return result;
}

(async () => {
  await check('connect', () => venue.connect());
  await check('authenticate', () => venue.authenticate(apiKey, secret));
  const bid = await check('subscribe', () => new Promise((got) => {
    venue.subscribe('public', 'quote.BTC-PERPETUAL', (data) => got(data.best_bid_price));
  }));
  const order = await check('buy', async () => {
    const reply = await venue.request('private/buy', {
      instrument_name: 'BTC-PERPETUAL', amount: 100, type: 'limit', price: Math.round(bid * 0.995), post_only: true, label: 'plain',
    });
    assert.strictEqual(reply.result.order.order_state, 'open');
    return reply.result.order;
  });
  await check('open orders', async () => {
    const reply = await venue.request('private/get_open_orders_by_instrument', { instrument_name: 'BTC-PERPETUAL' });
    assert.deepStrictEqual(reply.result.map((o) => o.label), ['plain']);
  });
  await check('cancel', async () => assert.strictEqual((await venue.request('private/cancel', { order_id: order.order_id })).result.order_state, 'cancelled'));
  await check('sell at market', async () => assert.strictEqual(
    (await venue.request('private/sell', { instrument_name: 'BTC-PERPETUAL', amount: 10, type: 'market' })).result.order.order_state, 'filled'));
  await check('positions', async () => assert.ok((await venue.request('private/get_positions', { currency: 'BTC', kind: 'future' })).result.length === 1));
  console.log(`deribit-v2-ws 0.0.3: ${passed} passed, 0 failed`);
  process.exit(0);
})().catch((wrong) => {
  console.error(wrong);
  console.log(`deribit-v2-ws 0.0.3: ${passed} passed, 1 failed`);
  process.exit(1);
});
