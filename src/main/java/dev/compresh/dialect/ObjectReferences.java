package dev.compresh.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names what a request asks for that its provider holds: an earlier response, a conversation,
 * containers, files, vector stores.
 *
 * @param previousResponse the response that it continues, null for none
 * @param conversation the conversation that it belongs to, null for none
 * @param others ids of containers, files, vector stores and earlier items
 * @param isStored whether the provider is to keep the answer, so that it can be continued
 * @param isTruncated whether the provider may leave out the beginning where it is too long
 */
public record ObjectReferences(
    @Nullable String previousResponse,
    @Nullable String conversation,
    List<String> others,
    boolean isStored,
    boolean isTruncated) {
  public static final ObjectReferences NONE =
      new ObjectReferences(null, null, List.of(), true, false);

  /** Returns whether it asks for nothing of that kind. */
  public boolean isEmpty() {
    return previousResponse == null && conversation == null && others.isEmpty();
  }

  /** All ids. */
  public List<String> ids() {
    List<String> ids = new ArrayList<>(others.size() + 2);
    if (previousResponse != null) {
      ids.add(previousResponse);
    }
    if (conversation != null) {
      ids.add(conversation);
    }
    ids.addAll(others);
    return ids;
  }
}
