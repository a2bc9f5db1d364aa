/**
 * Media of requests, read from the first bytes of their base64 text: how large a picture is, how
 * many pages a document has, how long a sound lasts. Start at {@link
 * dev.compresh.dialect.media.MediaSniffer}. Whole media are never decoded; knows nothing of JSON
 * bodies, models or prices.
 */
@NullMarked
package dev.compresh.dialect.media;

import org.jspecify.annotations.NullMarked;
