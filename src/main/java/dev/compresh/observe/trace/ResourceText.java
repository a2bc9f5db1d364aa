package dev.compresh.observe.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;

/** Describes the process that spans come from. */
final class ResourceText {
  private ResourceText() {}

  static Resource resource(Map<String, String> texts) {
    AttributesBuilder attributes = Attributes.builder();
    texts.forEach(attributes::put);
    return Resource.create(attributes.build());
  }
}
