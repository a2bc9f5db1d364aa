package dev.compresh.sim;

import dev.compresh.sim.http.Reply;

/** One endpoint. */
@FunctionalInterface
interface Api {
  Reply answer(Call call) throws Refusal;
}
