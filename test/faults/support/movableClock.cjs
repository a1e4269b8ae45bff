// The clock of this process, which the test moves by a message: { clock: milliseconds ahead }.
const { Date: RealDate } = globalThis;
let ahead = 0;

class MovableDate extends RealDate {
  constructor(...parameters) {
    super(...(parameters.length > 0 ? parameters : [MovableDate.now()]));
  }

  static now() {
    return RealDate.now() + ahead;
  }
}

Reflect.set(globalThis, 'Date', MovableDate);
process.on('message', message => {
  if (typeof message.clock === 'number') ahead = message.clock;
});

module.exports = { MovableDate };
