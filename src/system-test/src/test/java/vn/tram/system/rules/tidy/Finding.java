package vn.tram.system.rules.tidy;

/**
 * One place that breaks a rule.
 *
 * @param file path from the root of the repository
 * @param line from 1; 0 when the file as a whole is meant
 * @param text what is wrong and what to do instead
 */
record Finding(String file, int line, String text) {
    @Override
    public String toString() {
        return (line > 0 ? file + ":" + line : file) + ": " + text;
    }
}
