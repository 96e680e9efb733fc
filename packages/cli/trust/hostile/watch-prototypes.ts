/* Loaded before the program (`node --import`): tells when it ends with a prototype that is not as it was. */
import { appendFileSync } from 'node:fs';

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
const keysOf = () => prototypes.map((one) => Reflect.ownKeys(one).map(String).join(' ')).join('\n');
const before = keysOf();
const nameIt = Object.prototype.toString;

process.on('exit', () => {
  const file = process.env.PROTOTYPES_FILE;
  const isSame = keysOf() === before && Object.prototype.toString === nameIt;
  if (file !== undefined && !isSame) appendFileSync(file, `${process.argv.join(' ')}\n`);
});
