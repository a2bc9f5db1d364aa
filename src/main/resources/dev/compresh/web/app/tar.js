// Packs files into a .tar.gz in the browser, so that a whole folder is one upload.
const BLOCK = 512;

function header(name, size) {
  const block = new Uint8Array(BLOCK);
  const put = (text, at, length) => block.set(new TextEncoder().encode(text).slice(0, length), at);
  put(name.length > 99 ? `…${name.slice(-90)}` : name, 0, 100);
  put('0000644\0', 100, 8);
  put('0000000\0', 108, 8);
  put('0000000\0', 116, 8);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124, 12);
  put('00000000000\0', 136, 12);
  put('        ', 148, 8);
  put('0', 156, 1);
  put('ustar\x0000', 257, 8);
  put(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148, 8);
  return block;
}

/** `files`: [{name, file}]. */
export async function pack(files) {
  const parts = [];
  for (const { name, file } of files) {
    parts.push(header(name, file.size), file, new Uint8Array((BLOCK - (file.size % BLOCK)) % BLOCK));
  }
  parts.push(new Uint8Array(2 * BLOCK));
  const stream = new Blob(parts).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).blob();
}

const WANTED = /\.(jsonl|json|md|zip|gz|tgz|traj)$/i;

async function below(entry, path, found) {
  if (entry.isFile) {
    if (WANTED.test(entry.name)) found.push({ name: `${path}${entry.name}`, file: await new Promise((yes, no) => entry.file(yes, no)) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (!some.length) return;
    for (const each of some) await below(each, `${path}${entry.name}/`, found);
  }
}

/** The files of a drop, folders searched. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = [];
  for (const entry of entries) await below(entry, '', found);
  return found.length ? found : [...transfer.files].map((file) => ({ name: file.name, file }));
}

/** The files of a file field. */
export const chosen = (list) => [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file })).filter(({ name }) => WANTED.test(name));
