package io.nuzantara.privacy;

import java.util.List;
import java.util.Map;

/** Sentences around planted items, and sentences without any. */
final class PlantedSentences {

    private static final Map<Kind, List<List<String>>> BY_KIND = Map.ofEntries(
            Map.entry(
                    Kind.NAME,
                    List.of(
                            List.of(
                                    "Please prepare the contract for {} today.",
                                    "{} asked about the KITAS again.",
                                    "I spoke with {}, the papers are ready."),
                            List.of(
                                    "Tolong siapkan kontrak untuk {} hari ini.",
                                    "{} tanya lagi soal KITAS.",
                                    "Saya sudah bicara dengan {}, berkas siap."),
                            List.of(
                                    "Prepara il contratto per {} entro oggi.",
                                    "{} ha chiesto ancora del KITAS.",
                                    "Ho parlato con {}, i documenti sono pronti."))),
            Map.entry(
                    Kind.PHONE,
                    List.of(
                            List.of(
                                    "You can call me on {} after lunch.",
                                    "My WhatsApp is {}, thanks!",
                                    "Reach me at {} any time."),
                            List.of("Hubungi saya di {} setelah makan siang.", "WA saya {} ya kak.", "Nomor hp: {}"),
                            List.of(
                                    "Mi chiami al {} dopo pranzo.",
                                    "Il mio cellulare: {}, grazie.",
                                    "WhatsApp {} quando vuole"))),
            Map.entry(
                    Kind.EMAIL,
                    List.of(
                            List.of("Send it to {} please.", "My address is {} - thanks."),
                            List.of("Kirim ke {} ya.", "Email saya: {}, terima kasih."),
                            List.of("Lo mandi a {} per favore.", "La mia mail: {}, grazie."))),
            Map.entry(
                    Kind.PASSPORT,
                    List.of(
                            List.of("My passport number is {} and it expires soon.", "Passport: {}."),
                            List.of("Nomor paspor saya {} dan segera habis.", "Paspor no. {}"),
                            List.of("Il mio passaporto numero {} scade presto.", "Passaporto: {}."))),
            Map.entry(
                    Kind.KITAS,
                    List.of(
                            List.of("The KITAS number {} must be extended.", "Permit {} expires in May."),
                            List.of("KITAS nomor {} harus diperpanjang.", "Izin {} habis bulan Mei."),
                            List.of("Il KITAS numero {} va rinnovato.", "Permesso {} in scadenza a maggio."))),
            Map.entry(
                    Kind.NIK,
                    List.of(
                            List.of("His NIK is {} as on the card.", "Identity number {}."),
                            List.of("NIK dia {} sesuai KTP.", "No KTP: {}"),
                            List.of("Il NIK risulta {} sulla carta.", "Numero KTP: {}."))),
            Map.entry(
                    Kind.NPWP,
                    List.of(
                            List.of("The NPWP is {} for the invoice.", "Tax number: {}."),
                            List.of("NPWP perusahaan {} untuk faktur.", "No. NPWP: {}"),
                            List.of("NPWP della ditta: {} per la fattura.", "Il codice NPWP \u00e8 {}."))),
            Map.entry(
                    Kind.IBAN,
                    List.of(
                            List.of("Please refund to {} this week.", "IBAN {}"),
                            List.of("Tolong refund ke {} minggu ini.", "IBAN {}"),
                            List.of("Rimborso su {} questa settimana.", "IBAN {}"))),
            Map.entry(
                    Kind.CARD,
                    List.of(
                            List.of("Charge my card {} for it.", "Card {}, thanks."),
                            List.of("Pakai kartu saya {} saja.", "Kartu {}, terima kasih."),
                            List.of("Addebiti sulla carta {} grazie.", "Carta {}."))),
            Map.entry(
                    Kind.ADDRESS,
                    List.of(
                            List.of("I live at {}.", "Deliver the papers to {}."),
                            List.of("Saya tinggal di {}.", "Antar berkas ke {}."),
                            List.of("Abito in {}.", "Consegni i documenti in {}."))),
            Map.entry(
                    Kind.BIRTH_DATE,
                    List.of(
                            List.of("I was born on {} in Perth.", "Date of birth: {}."),
                            List.of("Saya lahir tanggal {} di Denpasar.", "Tgl lahir: {}"),
                            List.of("Sono nata il {} a Bologna.", "Data di nascita: {}."))),
            Map.entry(
                    Kind.URL,
                    List.of(
                            List.of("Open {} to sign.", "The scan is here: {}"),
                            List.of("Buka {} untuk tanda tangan.", "Scan di sini: {}"),
                            List.of("Apra {} per firmare.", "La scansione: {}"))));

    /** Nothing personal: prices, laws, deadlines, places, ordinary words. */
    static final Map<String, List<String>> CLEAN = Map.of(
            "en",
                    List.of(
                            "A PT PMA needs an investment plan of IDR 10.000.000.000 and takes about 4 to 6 weeks.",
                            "The retirement visa E33F costs Rp 15.500.000, or 950 USD, for one year.",
                            "Law number 6 of 2011 on immigration was changed in 2024; see article 12.",
                            "Our office is open from 09:00 to 17:00, Monday to Friday, closed on 25-12-2026.",
                            "The invoice INV-2026-0412 was sent on 2026-11-22 at 14:30.",
                            "You will need a passport valid for 18 months, 2 photos of 4x6 cm and a bank statement.",
                            "Look at https://www.imigrasi.go.id/ for the list of visas; KBLI 56101 is for restaurants.",
                            "May I grant you a call on 3 June? It takes 15 minutes and will be at no cost.",
                            "The tax rate is 11%, so 1,250,000 becomes 1,387,500 in total.",
                            "Thanks, the meeting is at the notary in Denpasar next week, we wait for your answer."),
            "id",
                    List.of(
                            "Biaya pembuatan PT PMA Rp 25.000.000, modal minimal Rp 10.000.000.000, proses 4-6 minggu.",
                            "Visa C312 berlaku 1 tahun, perpanjangan Rp 3.500.000 sampai 30 November 2026.",
                            "UU No. 6 Tahun 2011 tentang keimigrasian, PP 31 Tahun 2013 pasal 12.",
                            "Kantor buka jam 09.00 sampai 17.00, Senin sampai Jumat, libur 25-12-2026.",
                            "Nomor faktur INV-2026-0412 dikirim tanggal 22/11/2026.",
                            "Syaratnya paspor berlaku 18 bulan, foto 4x6 dua lembar, dan rekening koran 3 bulan.",
                            "Terima kasih kak, besok pagi kami jalan ke kantor imigrasi di Denpasar.",
                            "Sewa villa 250 juta rupiah per tahun, bisa dicicil 2 kali.",
                            "KBLI 55130 untuk pondok wisata, KBLI 56101 untuk restoran.",
                            "Pajak 11%, jadi 1.250.000 menjadi 1.387.500 totalnya."),
            "it",
                    List.of(
                            "Una PT PMA richiede un piano di IDR 10.000.000.000 e circa 4-6 settimane.",
                            "Il visto E33G costa 12.500.000 rupie, circa 720 euro, per un anno.",
                            "La legge n. 6 del 2011 sull'immigrazione \u00e8 cambiata nel 2024, articolo 12.",
                            "L'ufficio apre dalle 09:00 alle 17:00, chiuso il 25-12-2026.",
                            "La fattura INV-2026-0412 \u00e8 stata inviata il 22/11/2026 via e-mail.",
                            "Servono un passaporto valido 18 mesi, 2 foto 4x6 e un estratto conto.",
                            "Grazie, ci vediamo dal notaio a Denpasar la settimana prossima.",
                            "La strada per il rinnovo \u00e8 semplice: due moduli, tre firme, sei giorni.",
                            "L'affitto della villa \u00e8 di 15.000 euro l'anno, in due rate.",
                            "L'imposta \u00e8 dell'11%, quindi 1.250,00 diventa 1.387,50 in totale."));

    private PlantedSentences() {}

    static List<String> of(Kind kind, String language) {
        return BY_KIND.getOrDefault(kind, List.of()).get(Planted.LANGUAGES.indexOf(language));
    }
}
