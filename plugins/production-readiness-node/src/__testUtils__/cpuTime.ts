/** Milliseconds that this process has computed: what a test of speed may count, however busy the machine is. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
