package dev.compresh.gateway.upstream;

import dev.compresh.gateway.upstream.AnswerListener.CallFailure;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a target as the gateway does, proxy, TLS and check of addresses included, for callers
 * that block.
 */
public final class OutboundSocket {
  private static final int MILLIS = 10_000;
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int LONGEST_REASON = 200;

  private OutboundSocket() {}

  /**
   * A connection that a request can be written to; the caller closes it.
   *
   * @throws IOException where there is none; the message says why, in words that follow "can't be
   *     reached:", without anything secret
   */
  public static Socket open(OutboundNetwork network, ProviderTarget target) throws IOException {
    ProxyServer proxy = network.proxy(target);
    Socket plain = proxy == null ? connected(target) : tunnelled(proxy, target);
    try {
      return target.tls() ? encrypted(network, plain, target) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static Socket connected(ProviderTarget target) throws IOException {
    IOException last = null;
    boolean forbidden = false;
    for (InetAddress address : addresses(target.host(), "its host name has no address")) {
      if (!AddressGuard.allows(address, target.reach())) {
        forbidden = true;
        continue;
      }
      try {
        return connect(address, target.port());
      } catch (IOException e) {
        last = e;
      }
    }
    if (last != null) {
      throw new IOException(reason(last), last);
    }
    throw new IOException(forbidden ? "its address is not public" : "its host name has no address");
  }

  private static InetAddress[] addresses(String host, String none) throws IOException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new IOException(none, e);
    }
  }

  private static Socket connect(InetAddress address, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, port), MILLIS);
      socket.setSoTimeout(MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Returns what a socket's fault means, in a few words. */
  private static String reason(IOException fault) {
    if (fault instanceof SocketTimeoutException) {
      return "no connection within " + MILLIS / 1000 + " s";
    }
    if (fault instanceof ConnectException) {
      return "the connection was refused";
    }
    String message = fault.getMessage();
    String told = message == null ? fault.getClass().getSimpleName() : message;
    return told.length() > LONGEST_REASON ? told.substring(0, LONGEST_REASON) : told;
  }

  private static Socket tunnelled(ProxyServer proxy, ProviderTarget target) throws IOException {
    if (!TunnelGuard.allows(target)) {
      throw new IOException(CallFailure.FORBIDDEN_ADDRESS.reason());
    }
    IOException last = null;
    for (InetAddress address :
        addresses(proxy.host(), "the proxy's host name (" + proxy.host() + ") has no address")) {
      try {
        Socket socket = connect(address, proxy.port());
        try {
          socket.getOutputStream().write(proxy.tunnelHead(target.host(), target.port()).toBytes());
          socket.getOutputStream().flush();
          awaitTunnel(socket.getInputStream());
          return socket;
        } catch (IOException e) {
          socket.close();
          throw new TunnelFault(reason(e));
        }
      } catch (TunnelFault e) {
        throw new IOException(e.getMessage(), e);
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException(
        CallFailure.PROXY_UNREACHABLE.reason()
            + " ("
            + proxy
            + (last == null ? "" : ": " + reason(last))
            + ")");
  }

  private static final class TunnelFault extends IOException {
    private static final long serialVersionUID = 1;

    TunnelFault(String message) {
      super(message);
    }
  }

  /** Reads the head of the proxy's answer byte by byte: what follows is not the proxy's. */
  private static void awaitTunnel(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0 || head.length() >= LONGEST_HEAD) {
        throw new IOException(CallFailure.PROXY_REFUSED.reason());
      }
      head.append((char) c);
    }
    CallFailure failure = ConnectTunnel.failure(HttpStatusLine.status(head.toString()));
    if (failure != null) {
      throw new IOException(failure.reason());
    }
  }

  private static Socket encrypted(OutboundNetwork network, Socket plain, ProviderTarget target)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            network
                .blockingTls(target)
                .getSocketFactory()
                .createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      throw new IOException(explained(e), e);
    }
  }

  /** Returns what a fault of TLS means; the fault's own words where it is none. */
  static String explained(IOException fault) {
    @Nullable CallFailure failure = HandshakeFault.of(fault).orElse(null);
    if (failure == null || (failure == CallFailure.TLS_REFUSED && !isAlert(fault))) {
      return reason(fault);
    }
    return failure.reason();
  }

  private static boolean isAlert(IOException fault) {
    String message = fault.getMessage();
    return fault instanceof SSLException && message != null && message.contains("alert");
  }
}
