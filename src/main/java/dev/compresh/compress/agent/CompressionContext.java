package dev.compresh.compress.agent;

import dev.compresh.compress.ElisionMarkers;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.birth.ToolOutputCompressor;
import dev.compresh.compress.repeat.ResultNames;

/**
 * What a result is worked on with.
 *
 * @param mode which classes of filters may run
 * @param names the results of the conversation
 */
record CompressionContext(ElisionMarkers markers, ToolOutputCompressor birth, CompressionMode mode, ResultNames names) {}
