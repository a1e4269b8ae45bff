// Asks at a rate, whether answers come or not, and says how long they took. { targets, rate, seconds } by message.
process.once('message', async ({ targets, rate, seconds }) => {
  const times = [];
  const statuses = {};
  const pending = [];
  const begin = performance.now();
  for (let count = 0; count < rate * seconds; count += 1) {
    const due = begin + (count * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise(done => setTimeout(done, wait));
    pending.push(ask(targets[count % targets.length], due));
  }
  await Promise.all(pending);
  times.sort((a, b) => a - b);
  const quantile = q =>
    times[Math.min(times.length - 1, Math.floor(times.length * q))];
  process.send({
    statuses,
    requests: times.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    seconds: (performance.now() - begin) / 1_000,
  });
  process.disconnect();

  /** Counted from when it was due, so that waiting for a slow answer hides nothing. */
  async function ask({ url, token }, due) {
    let status = 'failed';
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
      });
      await response.text();
      status = response.status;
    } catch {
      // It is counted.
    }
    statuses[status] = (statuses[status] ?? 0) + 1;
    times.push(performance.now() - due);
  }
});
