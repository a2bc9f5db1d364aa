package dev.compresh.pipeline;

/** A text to be spoken: goes the way of any body, and is charged as sound. */
final class AdmittedSpeech implements Handler.Admitted {
  private final AdmittedRequest request;
  private final Sound sound;

  AdmittedSpeech(AdmittedRequest request, Sound sound) {
    this.request = request;
    this.sound = sound;
  }

  @Override
  public long maxBody() {
    return request.maxBody();
  }

  @Override
  public Handler.Outcome.Reply tooLarge() {
    return request.tooLarge();
  }

  @Override
  public void abandoned() {
    request.abandoned();
  }

  @Override
  public Handler.Outcome proceed(byte[] body) {
    return request.proceed(body, sound::spoken);
  }
}
