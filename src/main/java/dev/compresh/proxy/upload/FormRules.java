package dev.compresh.proxy.upload;

import dev.compresh.http.multipart.FormScan;
import dev.compresh.proxy.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * What a form has to be.
 *
 * @param maxFile bound of its files' bytes
 */
record FormRules(long maxFile) {
  private static final String INVALID = "invalid_request_error";

  /** What is wrong so far, null where nothing is. */
  @Nullable ApiError check(FormScan scan) {
    String fault = scan.fault();
    if (fault != null) {
      return new ApiError(400, INVALID, "invalid_value", fault, null);
    }
    return scan.fileBytes() > maxFile ? tooLarge() : null;
  }

  /** What is wrong with a form that has come to its end. */
  @Nullable ApiError atEnd(FormScan scan) {
    ApiError wrong = check(scan);
    if (wrong != null) {
      return wrong;
    }
    if (!scan.complete()) {
      return new ApiError(
          400,
          INVALID,
          "invalid_value",
          "The form ends without its closing boundary: the body is cut short, or another boundary"
              + " than that of the Content-Type was used.",
          null);
    }
    if (scan.files() == 0) {
      return new ApiError(
          400, INVALID, "invalid_value", "The form has no file: send one as 'file'.", "file");
    }
    long models = scan.fields().stream().filter(field -> field.name().equals("model")).count();
    return models == 1
        ? null
        : new ApiError(
            400,
            INVALID,
            "invalid_value",
            models == 0
                ? "Name a model: the form's field 'model'."
                : "Name one model, not several.",
            "model");
  }

  ApiError tooLarge() {
    return new ApiError(
        413, INVALID, "payload_too_large", "The file is larger than " + maxFile + " bytes.", null);
  }
}
