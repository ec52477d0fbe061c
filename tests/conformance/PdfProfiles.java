import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Many PDF files against many profiles of the veraPDF library, in one virtual machine.
 *
 * java -cp JAR:CLASSES PdfProfiles PROFILES LIST
 *
 * PROFILES is "PDFUA-1,PDFA-3A"; LIST is a file with one path a line. For each path and
 * profile come lines of fields parted by tabs: path, profile, then "passed" with the number
 * of checks, or "broken" with rule, message, count and the place of the first, or "failed"
 * with what went wrong in the library. The last line is "end", so that a run that broke
 * down half way is never taken for a good one.
 */
public final class PdfProfiles {
  private PdfProfiles() {}

  public static void main(String[] words) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
    for (String name : words[0].split(",")) profiles.put(name, read(name));
    List<String> names = new ArrayList<>(profiles.keySet());
    List<ValidationProfile> rules = new ArrayList<>(profiles.values());
    for (String path : Files.readAllLines(Path.of(words[1]), StandardCharsets.UTF_8)) {
      for (String line : check(path, names, rules)) out.println(path + "\t" + line);
    }
    out.println("end");
  }

  // All profiles are looked at in one walk through the file, which is read once for them.
  private static List<String> check(
      String path, List<String> names, List<ValidationProfile> profiles) {
    List<String> lines = new ArrayList<>();
    try (PDFAParser parser =
            Foundries.defaultInstance()
                .createParser(new File(path), profiles.get(0).getPDFAFlavour());
        PDFAValidator validator =
            ValidatorFactory.createValidatorByProfiles(profiles, 200, false, true, false)) {
      List<ValidationResult> results = validator.validateAll(parser);
      if (results.size() != profiles.size())
        throw new IllegalStateException(results.size() + " results");
      for (int place = 0; place < results.size(); place++) {
        ValidationResult result = results.get(place);
        if (result.getPDFAFlavour() != profiles.get(place).getPDFAFlavour())
          throw new IllegalStateException("results in another order");
        for (String line : said(result)) lines.add(names.get(place) + "\t" + line);
      }
    } catch (Exception | StackOverflowError | OutOfMemoryError error) {
      lines.clear();
      for (String name : names)
        lines.add(name + "\tfailed\t" + plain(String.valueOf(error)));
    }
    return lines;
  }

  private static List<String> said(ValidationResult result) {
    List<String> lines = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
      RuleId rule = assertion.getRuleId();
      String what =
          rule.getClause() + "-" + rule.getTestNumber() + "\t" + plain(assertion.getMessage());
      counts.merge(what, 1, Integer::sum);
      places.putIfAbsent(what, plain(assertion.getLocation().getContext()));
    }
    for (String what : counts.keySet())
      lines.add("broken\t" + what + "\t" + counts.get(what) + "\t" + places.get(what));
    if (result.isCompliant() != counts.isEmpty()) lines.add("failed\tresult and findings differ");
    if (lines.isEmpty()) lines.add("passed\t" + result.getTotalAssertions());
    return lines;
  }

  private static String plain(String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ").strip();
  }

  // The library reads its profiles with JAXB, of which its bundles carry no implementation.

  private static ValidationProfile read(String name) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    String place = "org/verapdf/pdfa/validation/" + name + ".xml";
    Element root;
    try (InputStream stream = PdfProfiles.class.getClassLoader().getResourceAsStream(place)) {
      if (stream == null) throw new IllegalArgumentException("the library has no profile " + name);
      root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
    }
    Comparator<Rule> order =
        Comparator.comparing((Rule rule) -> rule.getRuleId().getClause())
            .thenComparing(rule -> rule.getRuleId().getTestNumber())
            .thenComparing(Rule::getObject);
    TreeSet<Rule> rules = new TreeSet<>(order);
    for (Element rule : all(root, "rule")) rules.add(rule(rule));
    TreeSet<Variable> variables = new TreeSet<>(Comparator.comparing(Variable::getName));
    for (Element variable : all(root, "variable"))
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"), variable.getAttribute("object"),
              text(variable, "defaultValue"), text(variable, "value")));
    return Profiles.profileFromSortedValues(
        PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
  }

  private static Rule rule(Element rule) {
    Element id = all(rule, "id").get(0);
    RuleId number =
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : all(rule, "argument"))
      arguments.add(
          ErrorArgumentImpl.fromValues(argument.getTextContent(), argument.getAttribute("name"), null));
    String deferred = rule.getAttribute("deferred");
    return Profiles.ruleFromValues(
        number, rule.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<>());
  }

  private static List<Element> all(Element parent, String name) {
    NodeList found = parent.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int place = 0; place < found.getLength(); place++) elements.add((Element) found.item(place));
    return elements;
  }

  private static String text(Element parent, String name) {
    List<Element> found = all(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}
