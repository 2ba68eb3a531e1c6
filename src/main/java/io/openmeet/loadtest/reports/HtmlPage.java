package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page in one file: a template from the class path with its styles, its scripts and its data. The
 * data is JSON; the scripts put it into the page as text, never as markup.
 *
 * <p>The page's content security policy allows only these scripts and styles, by their hashes, and
 * no network request.
 */
final class HtmlPage {
  private static final String FOLDER = "/io/openmeet/loadtest/";
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  private static final ObjectWriter JSON = JsonMapper.builder().build().writer(new InScript());

  private final String template;
  private final String style;
  private final List<String> scripts;

  /** Names of resources below the kit's folder; shared ones are in {@code pages}. */
  HtmlPage(String template, List<String> styles, List<String> scripts) {
    this.template = resource(template);
    this.style = styles.stream().map(HtmlPage::resource).collect(Collectors.joining("\n"));
    this.scripts = scripts.stream().map(HtmlPage::resource).toList();
  }

  void write(Object data, Path file) throws IOException {
    write(data, "", file);
  }

  /**
   * @param tables markup for browsers without JavaScript, of which the writer has escaped all data
   */
  void write(Object data, String tables, Path file) throws IOException {
    String html = html(JSON.writeValueAsString(data), tables);
    WholeFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }

  private String html(String data, String tables) {
    Map<String, String> content =
        Map.of(
            "csp",
            policy(),
            "style",
            style,
            "data",
            data,
            "tables",
            tables,
            "scripts",
            scripts.stream()
                .map(script -> "<script>" + script + "</script>")
                .collect(Collectors.joining("\n")));
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(content.get(place.group(1))));
  }

  private String policy() {
    String allowed = scripts.stream().map(HtmlPage::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; script-src %s; style-src %s; img-src data:; base-uri 'none'; form-action 'none'"
        .formatted(allowed, hash(style));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not on the class path");
      }
      // Browsers hash the text without carriage returns.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException unreadable) {
      throw new IllegalStateException(FOLDER + name + " cannot be read", unreadable);
    }
  }

  /** JSON that neither ends the script element around it nor opens a comment in it. */
  private static final class InScript extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes['<'] = ESCAPE_STANDARD;
      escapes['>'] = ESCAPE_STANDARD;
      escapes['&'] = ESCAPE_STANDARD;
      return escapes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return c == 0x2028 || c == 0x2029 ? new SerializedString("\\u%04x".formatted(c)) : null;
    }
  }
}
