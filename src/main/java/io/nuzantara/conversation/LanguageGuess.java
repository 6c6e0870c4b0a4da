package io.nuzantara.conversation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The language of a text among English, Indonesian and Italian, by its function words and its character trigrams; the
 * frequent words of neighbouring languages count against a guess, so that Spanish is not taken for Italian.
 */
public final class LanguageGuess {

    /** The answer when no language leads clearly (BCP 47: undetermined). */
    public static final String UNKNOWN = "und";

    private static final Pattern WORD = Pattern.compile("[\\p{L}']+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LONGEST = 20_000;
    private static final double WORD_WEIGHT = 2;
    private static final double LEAST = 0.22;
    private static final double MARGIN = 0.08;
    private static final List<Profile> PROFILES = List.of(
            new Profile(
                    "en",
                    words("""
                            the a an and or but if of to in on at for with from by about as is are was were be been am do does did \
                            have has had will would can could should i you he she it we they me my your his her our their this that \
                            these those there here what when where who how why not no yes please thank thanks hello hi any some all \
                            just need want i'm don't it's can't i've you're"""),
                    trigrams(
                            "the and ing ion ent for tha ere ate ver all wit thi her ith oul nee ght our hav you are ould wha")),
            new Profile(
                    "id",
                    words("""
                            yang dan di ke dari untuk dengan ini itu tidak ada adalah akan saya kamu anda dia kami kita mereka bisa \
                            sudah belum juga atau pada dalam oleh karena kalau jika bagaimana berapa apa apakah kapan siapa mana \
                            mohon tolong terima kasih selamat pagi siang malam bapak ibu pak bu mau ingin perlu harus lagi saja aja \
                            nggak gak tak bukan jadi masih lebih sangat sekali baik ya tapi tetapi supaya agar seperti hari"""),
                    trigrams(
                            "ang kan nya men ber ngan eng yan dan ada per sih aka ata ter uka mem pen nga ah_ an_ nk_ _di _ke")),
            new Profile(
                    "it",
                    words("""
                            il lo la i gli le un uno una e ed o ma se di del della dei delle dello da dal dalla in nel nella con su \
                            per tra fra che chi cui non si no come quando dove perché quanto quale sono sei è siamo siete ho hai ha \
                            abbiamo hanno io tu lui lei noi voi loro mi ti ci vi questo questa quello quella anche più molto grazie \
                            buongiorno ciao prego vorrei posso può devo bisogno mio mia suo sua al alla ai alle essere stato"""),
                    trigrams(
                            "che ion con per zio one ell azi ent are ato gli tta ess ono lla del nte sta rei _è_ ri_ re_ to_ ia_")));
    private static final List<Set<String>> NEIGHBOURS = List.of(
            words(
                    "el los las y que por para una con está es son pero muy como más mi su este esta hola gracias quiero necesito usted"),
            words(
                    "le les des et est une dans pour pas que qui je vous nous avec sur ce cette mais bonjour merci suis mon votre"),
            words(
                    "der die das und ist nicht ich sie wir ein eine mit für auf von zu dem den auch aber wie bitte danke haben"),
            words("het een en van ik niet dat je wij met voor op aan ook maar hoe dank naar mijn deze"),
            words("o os as e que não uma um com para por mas você eu meu minha obrigado olá é são do da no na"));

    private record Profile(String language, Set<String> words, Set<String> trigrams) {}

    private LanguageGuess() {}

    /** {@code en}, {@code id}, {@code it}, or {@link #UNKNOWN} when none leads by the margin. */
    public static String of(String text) {
        var words = WORD.matcher(
                        text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .toList();
        if (words.isEmpty()) {
            return UNKNOWN;
        }
        var scores = new HashMap<String, Double>();
        PROFILES.forEach(profile -> scores.put(profile.language(), score(profile, words)));
        var neighbour = NEIGHBOURS.stream()
                .mapToDouble(frequent -> WORD_WEIGHT * share(frequent, words))
                .max()
                .orElse(0);
        return leader(scores, neighbour);
    }

    private static String leader(Map<String, Double> scores, double neighbour) {
        var ranked = scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .toList();
        var best = ranked.getFirst();
        var rival = Math.max(ranked.get(1).getValue(), neighbour);
        return best.getValue() >= LEAST && best.getValue() - rival >= MARGIN ? best.getKey() : UNKNOWN;
    }

    private static double score(Profile profile, List<String> words) {
        return WORD_WEIGHT * share(profile.words(), words) + trigramShare(profile.trigrams(), words);
    }

    private static double share(Set<String> frequent, List<String> words) {
        return (double) words.stream().filter(frequent::contains).count() / words.size();
    }

    private static double trigramShare(Set<String> frequent, List<String> words) {
        var all = 0;
        var hits = 0;
        for (var word : words) {
            var padded = "_" + word + "_";
            for (var i = 0; i + 3 <= padded.length(); i++) {
                all++;
                hits += frequent.contains(padded.substring(i, i + 3)) ? 1 : 0;
            }
        }
        return (double) hits / all;
    }

    private static Set<String> words(String text) {
        return SPACES.splitAsStream(text).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> trigrams(String text) {
        return words(text);
    }
}
