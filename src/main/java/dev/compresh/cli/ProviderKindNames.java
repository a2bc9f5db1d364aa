package dev.compresh.cli;

import dev.compresh.vendor.ProviderKindRegistry;
import java.util.Iterator;

/** Offers the kinds of provider to completion and help. */
final class ProviderKindNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return ProviderKindRegistry.names().iterator();
  }
}
