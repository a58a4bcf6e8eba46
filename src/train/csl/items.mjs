// Prints invented works as the Citation Style Language tells of them, one a line: what the printers of src/train/latex read.
//
//     node items.mjs [SEED] < works.jsonl > items.jsonl
//
// The works are those of `citegraph-train works`. The same input gives the same bytes.

import fs from 'node:fs';

import { item, seed } from './work.mjs';

seed(process.argv[2] ?? 1);
for (const [at, line] of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean).entries()) {
  fs.writeSync(1, JSON.stringify(item(String(at), JSON.parse(line))) + '\n');
}
