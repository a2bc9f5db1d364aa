package dev.compresh.proxy.upload;

import dev.compresh.http.multipart.FormScan;
import dev.compresh.proxy.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a form.
 *
 * @param maxFile bound of its files' bytes
 */
record FormRules(long maxFile) {
  private static final String INVALID = "invalid_request_error";

  /** Returns what is wrong so far, null where nothing is. */
  @Nullable ApiError check(FormScan scan) {
    String fault = scan.fault();
    if (fault != null) {
      return new ApiError(400, INVALID, "invalid_value", fault, null);
    }
    return scan.fileBytes() > maxFile ? tooLarge() : null;
  }

  /** Returns what is wrong with a form that has come to its end. */
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
          "The form has no closing boundary: the body is incomplete, or its boundary is not"
              + " the one in the Content-Type.",
          null);
    }
    if (scan.files() == 0) {
      return new ApiError(
          400,
          INVALID,
          "invalid_value",
          "The form has no file. Send the file as the field 'file'.",
          "file");
    }
    long models = scan.fields().stream().filter(field -> field.name().equals("model")).count();
    return models == 1
        ? null
        : new ApiError(
            400,
            INVALID,
            "invalid_value",
            models == 0
                ? "The form has no model. Send its name as the field 'model'."
                : "The form has more than one 'model'. Send one.",
            "model");
  }

  ApiError tooLarge() {
    return new ApiError(
        413, INVALID, "payload_too_large", "The file is larger than " + maxFile + " bytes.", null);
  }
}
