#!/usr/bin/env node
// Unpacks the program once (from this package, or from the release that package.json names) and runs it.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');

const { version, compresh } = require('./package.json');
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'compresh');
const home = path.join(cache, `${version}-${compresh.sha256.slice(0, 16)}`);

function fail(message) {
  throw new Error(message);
}

async function fetchTarball(folder) {
  const shipped = path.join(__dirname, compresh.file);
  if (fs.existsSync(shipped)) return shipped;
  if (!compresh.url) fail(`${compresh.file} is missing and this package names no address to download it from.`);
  console.error(`Downloading ${compresh.url} ...`);
  const answer = await fetch(compresh.url);
  if (!answer.ok) fail(`${compresh.url} answered ${answer.status}.`);
  const file = path.join(folder, compresh.file);
  await pipeline(Readable.fromWeb(answer.body), fs.createWriteStream(file));
  return file;
}

async function checkSum(file) {
  const hash = crypto.createHash('sha256');
  await pipeline(fs.createReadStream(file), hash);
  const sum = hash.digest('hex');
  if (sum !== compresh.sha256) fail(`${file} has the SHA-256 sum ${sum}, expected ${compresh.sha256}.`);
}

async function unpack() {
  fs.mkdirSync(cache, { recursive: true });
  // In a folder of its own first: two that start at once don't disturb each other.
  const folder = fs.mkdtempSync(path.join(cache, 'unpack-'));
  try {
    const file = await fetchTarball(folder);
    await checkSum(file);
    const target = path.join(folder, 'program');
    fs.mkdirSync(target);
    const tar = spawnSync('tar', ['-xzf', file, '-C', target, '--strip-components=1'], { stdio: 'inherit' });
    if (tar.status !== 0) fail(`tar could not unpack ${file}.`);
    try {
      fs.renameSync(target, home);
    } catch (error) {
      if (!fs.existsSync(home)) throw error;
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  if (!fs.existsSync(home)) await unpack();
  const program = spawn(path.join(home, 'compresh'), process.argv.slice(2), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => program.kill(signal));
  program.on('error', report);
  program.on('exit', (code, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : code));
}

function report(error) {
  console.error(`compresh: ${error.message}`);
  process.exit(69);
}

main().catch(report);
