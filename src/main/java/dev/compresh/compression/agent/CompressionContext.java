package dev.compresh.compression.agent;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.dedup.ResultNames;
import dev.compresh.compression.output.ToolOutputCompressor;

/**
 * The context in which a result is compressed.
 *
 * @param mode which classes of filters may run
 * @param names the results of the conversation
 */
record CompressionContext(
    ElisionMarkers markers, ToolOutputCompressor output, CompressionMode mode, ResultNames names) {}
