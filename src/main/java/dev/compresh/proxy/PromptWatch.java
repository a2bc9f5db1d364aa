package dev.compresh.proxy;

import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Prompt;
import dev.compresh.session.SessionKey;
import java.util.List;

/** Sees prompts as they are forwarded, for those who may look at them. */
@FunctionalInterface
public interface PromptWatch {
  /** Sees none. */
  PromptWatch NONE = (_, _, _, _) -> {};

  /** Looks at one. Never blocks, never throws; most are of no interest. */
  void see(SessionKey session, String requestId, Prompt prompt, List<PlannedChange> changes);
}
