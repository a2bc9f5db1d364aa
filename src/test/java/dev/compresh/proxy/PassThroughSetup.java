package dev.compresh.proxy;

import dev.compresh.config.PassThroughConfig;
import dev.compresh.proxy.passthrough.BackgroundResponseLog;
import dev.compresh.proxy.passthrough.BatchResultLog;
import dev.compresh.store.Database;

/**
 * How a test's pipeline passes requests on.
 *
 * @param isUnknownAllowed whether paths that are not known are passed on
 * @param isShared whether several organisations use the installation
 */
record PassThroughSetup(boolean isUnknownAllowed, boolean isShared) {
  static final PassThroughSetup PLAIN = new PassThroughSetup(false, false);

  PipelineParts.PassThroughParts parts(Database database) {
    return new PipelineParts.PassThroughParts(
        new PassThroughConfig(isUnknownAllowed),
        new BatchResultLog(database),
        new BackgroundResponseLog(database),
        () -> isShared);
  }
}
