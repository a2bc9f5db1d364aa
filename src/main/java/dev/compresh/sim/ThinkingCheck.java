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
  private final SimulatedCall simulatedCall;
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
      SimulatedCall simulatedCall,
      ThinkingControls controls,
      PrefixEnforcement enforcement,
      @Nullable HeldThread held) {
    this.simulatedCall = simulatedCall;
    this.controls = controls;
    this.enforcement = enforcement;
    this.model = ClaudeModel.of(simulatedCall.model());
    // without bound thinking in play nothing has to be compared
    this.trail =
        model.isBound()
            ? ConversationTrail.of(simulatedCall.body(), held == null ? null : held.trail())
            : null;
    this.chain = held == null ? ThinkingChain.EMPTY : held.chain();
  }

  CheckedThinking check() throws SimulatedRefusal {
    List<ThinkingPlace> places = ThinkingPlace.findAll(simulatedCall.body());
    for (int i = 0; i < places.size(); i++) {
      if (keeps(places.get(i), i)) {
        chain = chain.then(places.get(i).signature());
        seen.add(chain.last());
      }
    }
    BoundPrefix prefix = trail == null ? BoundPrefix.NONE : trail.whole();
    return new CheckedThinking(simulatedCall, transformations, chain, prefix);
  }

  /** Returns whether a block stays in the chain that later ones are bound to. */
  private boolean keeps(ThinkingPlace place, int index) throws SimulatedRefusal {
    ThinkingOrigin origin = ThinkingSignature.origin(place.text(), place.signature());
    if (origin == null) {
      if (model.isBound()) {
        throw SimulatedRefusal.invalid(null, place.path() + ": " + place.fault());
      }
      return true; // another provider's, believed
    }
    ClaudeModel producer = ClaudeModel.of(origin.model());
    if (producer.keepsToItsAccount() && !origin.account().equals(simulatedCall.account())) {
      return note(place, ThinkingTransformation.DropReason.ORGANIZATION, true);
    }
    if (!model.reads(producer)) {
      return note(place, ThinkingTransformation.DropReason.MODEL, true);
    }
    if (trail == null || !(dropping || producer.isBound())) {
      return true;
    }
    String difference = dropping ? "" : PrefixMismatch.describe(trail, index, origin, chain, seen);
    if (difference == null) {
      return true;
    }
    ThinkingControls.MismatchControl mismatchControl = controls.mismatch();
    if (mismatchControl == ThinkingControls.MismatchControl.DROP_BLOCK) {
      note(place, ThinkingTransformation.DropReason.PREFIX, true);
      dropping = true;
      return false;
    }
    if (mismatchControl == null && enforcement == PrefixEnforcement.LENIENT) {
      return note(place, ThinkingTransformation.DropReason.PREFIX, false);
    }
    String words = ". The block is bound to a different conversation. " + controls.remedy();
    throw SimulatedRefusal.invalid(
        null, (place.path() + ": " + place.fault() + words + " " + difference).strip());
  }

  private boolean note(
      ThinkingPlace place, ThinkingTransformation.DropReason dropReason, boolean isDropped) {
    transformations.add(new ThinkingTransformation(place, dropReason, isDropped));
    return true;
  }
}
