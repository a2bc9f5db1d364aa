package dev.compresh.compression.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client is named by the product of its user agent, else by tools that only it has. */
class KnownAgentTest {
  @ParameterizedTest
  @CsvSource({
    "'claude-cli/2.1.197 (external, sdk-cli)', claude-code",
    "'codex_exec/0.171.0 (Debian 12.0.0; x86_64) xterm', codex",
    "opencode/1.18.33 ai-sdk/provider-utils/4.0.23, opencode",
    "GeminiCLI/0.61.0/gemini-3-pro (linux; x64), gemini-cli",
    "QwenCode/0.15.10 (linux; x64), qwen-code",
    "Kilo-Code/7.0.1, kilo-code",
    "OpenAI/Python 2.1.0, openai",
    "'', unknown",
    "'<b>', unknown"
  })
  void nameClient_byUserAgent(String userAgent, String name) {
    assertThat(KnownAgent.nameClient(userAgent, Set.of("read"))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "ai-sdk/openai-compatible/3.0.37, read_files run_commands editor, cline",
    "OpenAI/JS 6.1.0, read_file apply_diff execute_command, roo-code",
    "OpenAI/JS 6.1.0, read_file, openai"
  })
  void nameClient_byTools(String userAgent, String tools, String name) {
    assertThat(KnownAgent.nameClient(userAgent, Set.of(tools.split(" ", -1)))).isEqualTo(name);
  }
}
