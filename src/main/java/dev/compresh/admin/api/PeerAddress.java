package dev.compresh.admin.api;

/**
 * The origin of a request.
 *
 * @param address the client's address
 * @param local whether it is a program on this machine, with no proxy between
 * @param secure whether the client speaks TLS, as far as is known
 */
public record PeerAddress(String address, boolean local, boolean secure) {}
