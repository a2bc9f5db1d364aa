package dev.compresh.app;

import dev.compresh.admin.AdminHandler;
import dev.compresh.admin.InstallationStatus;
import dev.compresh.admin.api.AdminApi;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.config.Config;
import dev.compresh.gateway.AccessListener;
import dev.compresh.gateway.AccessRecord;
import dev.compresh.gateway.EventLoops;
import dev.compresh.gateway.GatewayBounds;
import dev.compresh.gateway.GatewayOptions;
import dev.compresh.gateway.HttpGateway;
import dev.compresh.gateway.tls.ReloadedCertificate;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.observe.AccessLine;
import dev.compresh.observe.AccessLog;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.proxy.LandingPage;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.RequestPipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The two listeners, for clients and for administration, over one transport. */
public final class HttpServers implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final EventLoops eventLoops;
  private final HttpGateway clients;
  private final HttpGateway admin;
  private final @Nullable HttpGateway inside;
  private final PortCertificates certificates;
  private final String host;
  private final String adminHost;
  private final AdminApi api;
  private final IdleCollector idle =
      new IdleCollector(System::nanoTime, Duration.ofSeconds(45), System::gc);

  /**
   * @param status what the administration port tells, made from the running listener
   * @throws CommandFailure where a port can't be had
   */
  HttpServers(
      Config config,
      ApplicationContext applicationContext,
      @Nullable AccessLog log,
      Function<HttpServers, InstallationStatus> status) {
    this.certificates = new PortCertificates(config.tls());
    this.eventLoops = EventLoops.start();
    this.host = config.server().host();
    this.adminHost = config.admin().host();
    UpstreamClient upstreamClient =
        eventLoops.upstream(UpstreamOptions.DEFAULT, NetworkSetup.outbound(config));
    RequestSpans traces = new RequestSpans(applicationContext.tracing());
    if (log != null) {
      applicationContext.metrics().gauge(MetricDefinition.ACCESS_LOG_DROPPED, log::dropped);
    }
    AccessListener listener =
        accessRecord -> {
          RequestHead head = accessRecord.head();
          String endpoint = head == null ? "none" : RequestPipeline.endpoint(head.path());
          idle.use();
          applicationContext.metrics().request(endpoint, accessRecord.status());
          applicationContext.metrics().duration(endpoint, accessRecord.totalNanos());
          String traceId = traces.record(accessRecord, endpoint);
          if (log != null) {
            log.append(line(accessRecord, traceId));
          }
        };
    DescriptorCapacity descriptorCapacity = DescriptorCapacity.of(config);
    descriptorCapacity.measure(applicationContext.metrics());
    this.api =
        applicationContext
            .admin()
            .api(
                () -> status.apply(this),
                applicationContext.pipelines()::isSimulated,
                this::insideUrl,
                certificates.admin() != null);
    List<HttpGateway> opened = new ArrayList<>();
    try {
      this.admin =
          listen(
              upstreamClient,
              new AdminHandler(applicationContext.health(), applicationContext.metrics(), api),
              AccessListener.NONE,
              descriptorCapacity.admin(),
              config.admin().host(),
              config.admin().port(),
              certificates.admin(),
              "--admin-port or COMPRESH_ADMIN_PORT");
      opened.add(admin);
      LandingPage landing =
          new LandingPage(
              applicationContext.pipeline(),
              ProgramVersion.current(),
              dashboard(config, adminUrl()));
      // No client of the network comes here: what this program asks itself needs no certificate.
      this.inside =
          certificates.clients() == null
              ? null
              : listen(
                  upstreamClient,
                  landing,
                  listener,
                  descriptorCapacity.admin(),
                  LOOPBACK,
                  0,
                  null,
                  "");
      if (inside != null) {
        opened.add(inside);
      }
      this.clients =
          listen(
              upstreamClient,
              landing,
              listener,
              descriptorCapacity.clients(),
              config.server().host(),
              config.server().port(),
              certificates.clients(),
              "--port or COMPRESH_PORT");
    } catch (CommandFailure e) {
      idle.close();
      opened.forEach(HttpGateway::close);
      certificates.close();
      eventLoops.close();
      throw e;
    }
  }

  /** Returns where browsers find the dashboard. */
  private static String dashboard(Config config, String adminUrl) {
    URI told = config.admin().publicUrl();
    return told == null ? adminUrl : told.toASCIIString();
  }

  private HttpGateway listen(
      UpstreamClient upstreamClient,
      RequestHandler requestHandler,
      AccessListener listener,
      GatewayBounds bounds,
      String host,
      int port,
      @Nullable ReloadedCertificate certificate,
      String setting) {
    try {
      return HttpGateway.start(
          eventLoops,
          GatewayOptions.DEFAULT,
          upstreamClient,
          requestHandler,
          listener,
          bounds,
          certificate,
          new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.PORT,
          "Can't listen on "
              + host
              + ":"
              + port
              + "; another program may use this port. Choose another port with "
              + setting
              + ".");
    }
  }

  /** Returns where clients connect, as a URL. */
  public String url() {
    return url(host, clients.port(), certificates.clients() != null);
  }

  /** Returns where people and programs administer, as a URL. */
  public String adminUrl() {
    return url(adminHost, admin.port(), certificates.admin() != null);
  }

  /** Returns where this program asks as a client does, as a URL. */
  private String insideUrl() {
    return inside == null ? url() : url(LOOPBACK, inside.port(), false);
  }

  public int adminPort() {
    return admin.port();
  }

  /** Returns what can be administered. */
  public List<AdminRoute> adminRoutes() {
    return api.routes();
  }

  int connections() {
    return clients.connections();
  }

  /** The URL of a port on {@code host}. */
  public static String url(String host, int port, boolean isTls) {
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = any ? "127.0.0.1" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return (isTls ? "https://" : "http://") + name + ":" + port;
  }

  /** Lets requests under way finish for up to {@code grace}, then stops. */
  void shutDown(Duration grace) throws InterruptedException {
    clients.shutDown(grace);
    close();
  }

  @Override
  public void close() {
    idle.close();
    clients.close();
    if (inside != null) {
      inside.close();
    }
    admin.close();
    certificates.close();
    eventLoops.close();
  }

  private static AccessLine line(AccessRecord accessRecord, String traceId) {
    RequestHead head = accessRecord.head();
    return new AccessLine(
        Instant.now(),
        accessRecord.id(),
        traceId,
        accessRecord.remote(),
        head == null ? "-" : head.method(),
        head == null ? "-" : head.path(),
        accessRecord.status(),
        accessRecord.bytes(),
        accessRecord.provider(),
        accessRecord.ending().name().toLowerCase(Locale.ROOT),
        accessRecord.overheadNanos(),
        accessRecord.firstByteNanos(),
        accessRecord.totalNanos());
  }
}
