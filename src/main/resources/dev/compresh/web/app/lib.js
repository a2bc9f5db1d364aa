// What every module needs of the libraries, under one name each.
import { h, render, Fragment } from '../vendor/preact.mjs';
import { useState, useEffect, useRef, useMemo, useLayoutEffect, useId } from '../vendor/preact-hooks.mjs';
import { signal, computed, effect, batch } from '../vendor/signals.mjs';
import htm from '../vendor/htm.mjs';

export const html = htm.bind(h);
export { render, Fragment, useState, useEffect, useRef, useMemo, useLayoutEffect, useId };
export { signal, computed, effect, batch };
