package dev.compresh.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the thinking that a Messages request sends back: whether it belongs to the account,
 * whether the model can read it, and whether what precedes it is unchanged since it was made. The
 * first two drop a block in silence; the third refuses, drops or lets through, as the request and
 * the account's age have it.
 */
final class ThinkingCheck {
  private final Call call;
  private final ThinkingControls controls;
  private final PrefixEnforcement enforcement;
  private final ClaudeModel model;
  private final @Nullable ConversationTrail trail;
  private final List<ThinkingTransformation> transformations = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private ThinkingChain chain;
  private boolean dropping;

  /**
   * @param held what the provider holds of the conversation, null where the request has it all
   */
  ThinkingCheck(
      Call call,
      ThinkingControls controls,
      PrefixEnforcement enforcement,
      @Nullable HeldThread held) {
    this.call = call;
    this.controls = controls;
    this.enforcement = enforcement;
    this.model = ClaudeModel.of(call.model());
    // without bound thinking in play nothing has to be compared
    this.trail =
        model.isBound()
            ? ConversationTrail.of(call.body(), held == null ? null : held.trail())
            : null;
    this.chain = held == null ? ThinkingChain.EMPTY : held.chain();
  }

  CheckedThinking check() throws Refusal {
    List<ThinkingPlace> places = ThinkingPlace.in(call.body());
    for (int i = 0; i < places.size(); i++) {
      if (keeps(places.get(i), i)) {
        chain = chain.then(places.get(i).signature());
        seen.add(chain.last());
      }
    }
    BoundPrefix prefix = trail == null ? BoundPrefix.NONE : trail.whole();
    return new CheckedThinking(call, transformations, chain, prefix);
  }

  /** Whether a block stays in the chain that later ones are bound to. */
  private boolean keeps(ThinkingPlace place, int index) throws Refusal {
    ThinkingOrigin origin = Signature.origin(place.text(), place.signature());
    if (origin == null) {
      if (model.isBound()) {
        throw Refusal.invalid(null, place.path() + ": " + place.fault());
      }
      return true; // another provider's, believed
    }
    ClaudeModel producer = ClaudeModel.of(origin.model());
    if (producer.keepsToItsAccount() && !origin.account().equals(call.account())) {
      return note(place, ThinkingTransformation.Reason.ORGANIZATION, true);
    }
    if (!model.reads(producer)) {
      return note(place, ThinkingTransformation.Reason.MODEL, true);
    }
    if (trail == null || !(dropping || producer.isBound())) {
      return true;
    }
    String difference = dropping ? "" : PrefixMismatch.of(trail, index, origin, chain, seen);
    if (difference == null) {
      return true;
    }
    ThinkingControls.Mismatch mismatch = controls.mismatch();
    if (mismatch == ThinkingControls.Mismatch.DROP_BLOCK) {
      note(place, ThinkingTransformation.Reason.PREFIX, true);
      dropping = true;
      return false;
    }
    if (mismatch == null && enforcement == PrefixEnforcement.LENIENT) {
      return note(place, ThinkingTransformation.Reason.PREFIX, false);
    }
    String words = ". The block is bound to a different conversation. " + controls.remedy();
    throw Refusal.invalid(
        null, (place.path() + ": " + place.fault() + words + " " + difference).strip());
  }

  private boolean note(
      ThinkingPlace place, ThinkingTransformation.Reason reason, boolean isDropped) {
    transformations.add(new ThinkingTransformation(place, reason, isDropped));
    return true;
  }
}
