/** 1 for what a word can start with, 2 for a digit, 3 for white space, 4 for a line end. */
export const classes = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  if (/[A-Za-z_$]/.test(char)) classes[code] = 1;
  else if (/[0-9]/.test(char)) classes[code] = 2;
  else if (/\s/.test(char) || code < 32) classes[code] = 3;
}
classes[10] = 4;

export function isWordAt(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code < 128 && (classes[code] === 1 || classes[code] === 2);
}
