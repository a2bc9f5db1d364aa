package dev.compresh.gateway.upstream;

import dev.compresh.gateway.upstream.AnswerListener.CallFailure;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells from the exception of a TLS library what is wrong. */
final class HandshakeFault {
  private static final int MOST_CAUSES = 12;

  private HandshakeFault() {}

  /** Returns what {@code fault} means; empty where it is not about TLS. */
  static Optional<CallFailure> of(Throwable fault) {
    boolean isTls = false;
    boolean isPath = false;
    boolean isName = false;
    Throwable cause = fault;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return Optional.of(CallFailure.EXPIRED_CERTIFICATE);
      }
      isTls |= cause instanceof SSLException;
      isPath |=
          cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException;
      isName |= cause instanceof CertificateException && isNameFault(cause.getMessage());
      cause = cause.getCause();
    }
    if (isPath) {
      return Optional.of(CallFailure.UNTRUSTED_CERTIFICATE);
    }
    if (isName) {
      return Optional.of(CallFailure.OTHER_NAME);
    }
    return isTls ? Optional.of(CallFailure.TLS_REFUSED) : Optional.empty();
  }

  /** As the JDK's check of host names puts it. */
  private static boolean isNameFault(@org.jspecify.annotations.Nullable String message) {
    return message != null
        && (message.startsWith("No subject alternative") || message.startsWith("No name matching"));
  }
}
