package dev.compresh.gateway;

import java.time.Duration;

/**
 * Limits of the server's side.
 *
 * @param maxRequestLine bound of the request line, in bytes; above it 414
 * @param maxHead bound of the whole head, in bytes; above it 431
 * @param maxFields bound of the number of header lines; above it 431
 * @param earlyBody bytes of a body that are read before its head is admitted
 * @param headTime until a head is whole, from its first byte (or from the connection's start)
 * @param bodyIdle between bytes of a request's body
 * @param bodyTime until a body is whole
 * @param keepAlive for how long a connection may wait for its next request
 * @param linger for how long a connection that is being closed is still read, so that its last
 *     answer is not lost to a reset
 * @param recordingTime for how long a provider's answer waits at most for what has to be durable
 *     before its first byte; a store that is down delays answers for as long and no longer
 */
public record GatewayOptions(
    int maxRequestLine,
    int maxHead,
    int maxFields,
    int earlyBody,
    Duration headTime,
    Duration bodyIdle,
    Duration bodyTime,
    Duration keepAlive,
    Duration linger,
    Duration recordingTime) {

  public static final GatewayOptions DEFAULT =
      new GatewayOptions(
          8 * 1024,
          32 * 1024,
          128,
          64 * 1024,
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofSeconds(75),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1));

  /** The same with another {@link #recordingTime}. */
  GatewayOptions withRecordingTime(Duration time) {
    return new GatewayOptions(
        maxRequestLine,
        maxHead,
        maxFields,
        earlyBody,
        headTime,
        bodyIdle,
        bodyTime,
        keepAlive,
        linger,
        time);
  }
}
