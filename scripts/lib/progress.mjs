const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const REMIND_EVERY = 15_000;

/**
 * Shows what goes on: one live line per phase on a terminal, plain lines elsewhere.
 *
 * @param {NodeJS.WriteStream} stream
 */
export function createProgress(stream) {
  return {
    /**
     * Shows a phase while `work` runs. `report` takes a short text about what the work is doing.
     *
     * @template T
     * @param {string} title
     * @param {(report: (text: string) => void) => Promise<T>} work
     * @returns {Promise<T>}
     */
    async phase(title, work) {
      const line = stream.isTTY ? liveLine(stream) : plainLines(stream);
      const begin = Date.now();
      let status = '';
      const seconds = () => `${((Date.now() - begin) / 1000).toFixed(0)} s`;
      const stop = line.start(title, () => [seconds(), status]);
      try {
        const result = await work(text => {
          status = text;
        });
        stop(`✓ ${title}, ${seconds()}`);
        return result;
      } catch (error) {
        stop(`✗ ${title}, ${seconds()}`);
        throw error;
      }
    },
    /** Writes lines as they are. */
    print(text) {
      stream.write(`${text}\n`);
    },
  };
}

function liveLine(stream) {
  return {
    start(title, details) {
      let frame = 0;
      const timer = setInterval(() => {
        const [seconds, status] = details();
        const text = [`${FRAMES[frame]} ${title}`, seconds, status];
        frame = (frame + 1) % FRAMES.length;
        const width = Math.max(20, (stream.columns ?? 80) - 1);
        const line = text.filter(Boolean).join('  ');
        stream.write(`\r\x1b[2K${[...line].slice(0, width).join('')}`);
      }, 100);
      return last => {
        clearInterval(timer);
        stream.write(`\r\x1b[2K${last}\n`);
      };
    },
  };
}

function plainLines(stream) {
  return {
    start(title, details) {
      stream.write(`  ${title} …\n`);
      const timer = setInterval(() => {
        const [seconds, status] = details();
        const text = [`  … ${seconds}`, status].filter(Boolean).join(': ');
        stream.write(`${text}\n`);
      }, REMIND_EVERY);
      return last => {
        clearInterval(timer);
        stream.write(`${last}\n`);
      };
    },
  };
}
