package dev.compresh.proxy.upload;

import dev.compresh.http.multipart.FormField;
import dev.compresh.http.multipart.FormScan;
import dev.compresh.http.multipart.MultipartBoundary;
import dev.compresh.proxy.ApiError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form with a file, as far as it has to be known before it is sent on: its fields, and how long
 * its sound lasts about.
 */
public final class FormUpload implements AutoCloseable {
  /** Where a file does not tell: 64 kbit/s, as of speech in a common compression. */
  private static final long BYTES_PER_SECOND = 8_000;

  private final FormSource source;
  private final FormRules rules;
  private final long told;

  private FormUpload(FormSource source, FormRules rules, long told) {
    this.source = source;
    this.rules = rules;
    this.told = told;
  }

  /** The result of reading a form. */
  public sealed interface FormOpening {}

  /** It can be sent on. */
  public record ReadyForm(FormUpload form) implements FormOpening {}

  /** It is refused. */
  public record RefusedForm(ApiError problem) implements FormOpening {}

  /** The client left. */
  public record AbandonedForm() implements FormOpening {}

  /**
   * Reads a form's beginning, or all of it where that is needed.
   *
   * @param contentType the request's, a form's
   * @param told the body's length in bytes, below 0 where it is not declared
   * @param maxFile bound of its files, in bytes
   * @param folder where a large form may wait on disk, encrypted
   */
  public static FormOpening open(
      BytePipe body, String contentType, long told, long maxFile, Path folder) {
    byte[] boundary = MultipartBoundary.parse(contentType);
    if (boundary == null) {
      return new RefusedForm(
          new ApiError(
              400,
              "invalid_request_error",
              "invalid_value",
              "The Content-Type has no valid boundary. Send multipart/form-data; boundary=… with 1 to 70"
                  + " characters.",
              null));
    }
    FormRules rules = new FormRules(maxFile);
    FormSource source = new FormSource(body, new FormScan(boundary), folder);
    FormSource.OpeningResult openingResult = source.open(rules, told);
    ApiError fault = source.fault();
    if (openingResult == FormSource.OpeningResult.BEGUN
        || openingResult == FormSource.OpeningResult.WHOLE) {
      return new ReadyForm(new FormUpload(source, rules, told));
    }
    source.close();
    return openingResult == FormSource.OpeningResult.FAULTY && fault != null
        ? new RefusedForm(fault)
        : new AbandonedForm();
  }

  /** The fields known so far, as a JSON object; one that comes several times as an array. */
  public byte[] fields() {
    Map<String, List<FormField>> byName = new LinkedHashMap<>();
    for (FormField field : source.scan().fields()) {
      byName.merge(
          field.name(),
          List.of(field),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.createObjectNode();
    byName.forEach(
        (name, fields) -> {
          if (fields.size() == 1) {
            json.put(name, fields.getFirst().value());
          } else {
            fields.forEach(field -> json.withArrayProperty(name).add(field.value()));
          }
        });
    return mapper.writeValueAsBytes(json);
  }

  /** Seconds that its sound lasts, rounded up: as a WAV file tells, else guessed by its size. */
  public long seconds() {
    FormScan scan = source.scan();
    long bytes = scan.complete() || told < 0 ? scan.fileBytes() : told;
    long rate = scan.bytesPerSecond() > 0 ? scan.bytesPerSecond() : BYTES_PER_SECOND;
    return Math.max(1, Math.ceilDiv(bytes, rate));
  }

  /** The form for the provider, who knows the model as {@code upstream}. */
  public UploadBody body(String upstream) {
    @Nullable FormField model = source.scan().field("model");
    if (model == null) {
      throw new IllegalStateException("an opened form has a model");
    }
    return new FormBody(source, rules, told >= 0 ? told : source.received(), model, upstream);
  }

  @Override
  public void close() {
    source.close();
  }
}
