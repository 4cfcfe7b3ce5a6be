/// How much the letters of a word look like those of a personal name.
///
/// Decides only where no list knows the word. A logistic model over the pairs, triples and the last four
/// of the letters, trained on this module's lists of names, its lists of words, the prose of the
/// project's documentation and lists of further family names and ordinary words written for it; features
/// fall into 4,096 places by their hash, weights are whole eighths. `Tests/Tools/train_name_letters.py`
/// trains them anew.
enum NameLetters {
  /// Eighths of log-odds that a word of four letters or more is a name; `nil` where other signs than
  /// ASCII letters stand in it.
  static func eighths(_ word: Bytes) -> Int? {
    guard (4...16).contains(word.count) else { return nil }
    return word.withUnsafeBufferPointer { bytes in
      var sum = bias
      var (before, last): (UInt8, UInt8) = (0, UInt8(ascii: "^"))
      for index in 0...bytes.count {
        let letter: UInt8
        if index < bytes.count {
          guard Ascii.isLetter(bytes[index]) else { return nil }
          letter = Ascii.lower(bytes[index])
        } else {
          letter = UInt8(ascii: "$")
        }
        sum += weight(hash(hash(start, last), letter))
        if before != 0 { sum += weight(hash(hash(hash(start, before), last), letter)) }
        (before, last) = (last, letter)
      }
      var end = hash(start, UInt8(ascii: "$"))
      for byte in bytes.suffix(4) { end = hash(end, Ascii.lower(byte)) }
      return sum + weight(end)
    }
  }

  private static let start: UInt32 = 2_166_136_261
  private static let bias = 4

  private static func hash(_ value: UInt32, _ byte: UInt8) -> UInt32 {
    (value ^ UInt32(byte)) &* 16_777_619
  }

  private static func weight(_ hash: UInt32) -> Int {
    Int(weights[Int((hash ^ hash >> 15) & 4095)])
  }

  private static let weights: [Int8] = letters.utf8.map { letter in
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int8(letter - UInt8(ascii: "A")) - 32
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int8(letter - UInt8(ascii: "a")) - 6
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int8(letter - UInt8(ascii: "0")) + 20
    case UInt8(ascii: "+"): 30
    default: 31
    }
  }

  /// A sign for each weight, from -32 to 31: `A`…`Z`, `a`…`z`, `0`…`9`, `+`, `-`.
  private static let letters = """
    lcmkZfqjfljqjdkifZekldhidpiehgrXcghildrgkuddjedTngtdaociicjdmhebgjddgimaigcgmhfkfblXgbllerdunafl\
    dZmoadYmqhgaagolmfnjlmcnfgYZbfifkhhbfcgecmafgYeloloXigkqjqliaknclgigipccdghhggrlmigepldfbjveijif\
    betkdklofbZfrjdhkgWUuggfdajigbmxijcoqlcjniYeehekffanVnnhkehmeYmgbmceZahYdljYdXYggbWfmihoekjhgiVd\
    dkkgqZjgqchjinikaceegihkvfnlqjhenfjncaniZchjglkghichgijYdcpgecjigVlgfniijcgbaffdepkbligpdraohgle\
    hXgdkcdeifiekcaoohicdefghXamfmbdqhpZneoiYYnXjTpaellnXlZfZbmhfdfijfUgXYfpubbenvajiqkinpnhqYpigden\
    aehcffZcejYgUeoOkZngrnrihjjgdedggfhoeifgchXpZdWpUiolkigooUhcdhjefeoagTichdqgdggSdrhmfabejkggffgn\
    ggefnjgoielrglgegfdrhargladjpmbcgcjpoUhhXckojgkddjicrqagddjfgYhjjfdZjehWaakniatallsZfcbrobmmhehl\
    lcfqpgbfgSclhYgcemfdqfdaffdZfeldXbcgdffjlYfefYlkkSdYeafkklmgcgVfalbkpecgamhiuhrlpabmdiepbgXanbhi\
    langZfnnfohldcgdYklafofaTggdicjhZajgjjgimojidlpgbXrXiiikcdfloafZpYmgmUedbemflifcgimYhghdoeosZaYb\
    ildqejdecdogrjfkdllmcgalYspgWaeifopgblZhbjgejclfholcvatemXaYUUemlgoeoUfnolkwhbjkkgrmdqifeecYmiWb\
    dlhfYgefdgofeZZnjgholedthdVnrZjqXjfhjoatZjkceWgaZXbfqdjqarhkniakbkcgekhhjjnemgdgjkejbegknthefYil\
    ecechjcfYWjebkkssZafYghZmUfjlocjdejnpaaofgdglnXfphnbcocbgfrYdhpdgXomelqleehnUmemhbhdfZkXZcdrnfdj\
    mfojZWanglbeijloeffedflgXgYihcggfccsjjjceggfaiYghfjegddgkddqkljrjggaeeXcfflkoblbifjefjgekVhkaYgk\
    chmgeifcZcclcWglhmhgnaZqndmrhjedlfugXifcihddhjjkcfhjcfhbdjncpffmZbTilghvhajjelocikiedffmglgglhgj\
    esggdagecujkdkglYjakiedpfgefrnfgifjbhfdgsjhongkwlpfjafladggfdhngpdillglimjcqhdjaibVjdhViieeWjgkd\
    jbhgbauXTrVkhllkicgjfejgZegnadfdghboaoffnnggimoeosgjlrsnageYacmlcYbjboksdghrgkgagmcgkeeieiaoZobh\
    hdglhljeihWZebgfergcifXcgreYiuljpdbhmdiYgjgchYydlhggbcogdagnklWjkgnfgbcWjijfgokffnalipkfidmXglbr\
    jpjskmhgXlfjfWfbcithYmhekugignjXjejahdcdecihkhoiZcfgbceaaSbecjYgebqokaiyhanZbgkgZbagUjdbokapqggh\
    cchjZbhfilZfZffgdaYZlZtfdganjgfdcmlfocqfgkcqfiolaihbacdmipnhhmteZkiakfjdnlmoplhgialjkXjTgijgpfZg\
    bgZWeehfWjoegjifcXstbmXcggihmdgYmiafngXqdcileglkmlnmfcrkecoedjZdZgbZkfbbllegfsShinglghsmfUeXdgcj\
    jfcmcleameaomwcWohjZgnebUahifZZmcgafhajcmkddgggXmXngmnhagmhbadgklXhhkmgmkdgeqmoZWnbYckkWcffpfleg\
    njghgbofeadgcbfcaeeimdgofakYbiZgZaaZjghgbfpebYahcgfnfjhilkdnjhXfhimVgYlecifepieXgZeojhanghheoomi\
    lejgmfeZlhlafahnlvYnfaemddfbnfhbfkjfoVdghehmfrchefsjchofmaZaockfjoggdfbdZdhabifhhhflbchfbfeikkel\
    lkahdkqkmhgfVZfYgcYeihojqilfdYpgqcmuZgdXighdogkqgmdeeahabhdggalWmkheZejgepfdfgehgelackmgfbcfjdin\
    okrdhmdnjlifkeaanblkjgdfciigmojflhqeYbkZnWidfdomahnbkmdhindpkgbbulhinlhbegkcegdllflggnkhlfbiggWj\
    nomPdfvakUagbkhhaZhgTYikZcehnkcbYWgofielaoVeVhjYljhblakhjnhichffbabhndjXZiomfpjmpcglkafdYkmluiip\
    aaZjWjgdkeampgmjhpbmeceieiqldgUcdfqlggecZjletgojbicvkibecnfjgYhrldicoolgidejgcjdnbacfkdoffrWigYY\
    oegnnalojhfplkimgieggdyfscXghlbpahihXfdYgddimfegWrncYcetcQZodtgmghpkecXeneWddjnlgjencmliqpcYejZi\
    flmjogmlgeYifolegrrmmgqlfkdiiZijigefmhiokXkjZnncZZnmbliabjeahhgYckmglcdnlhgejhehmmcigcadilrelZan\
    PfgffYichamiTgkqkfhZbmggffagffmYcgircgapdpcZbjkkfrmnelZfZgfcnbdghqhbncphollfkcdniiafpZZlbYkhVime\
    nkaijeZgcieenifjglYgigumnonideehZesgbkmknjbobnddojafacedggmfpnkgrdijdZgipegofjqegehaiaeipglYgghg\
    gZumgjgogkbmfoYgjfYaijfgrgjefghjkReigkghmlgnmpagofqjkxjamdZUpsjjeYgnicYhnhoobjhirmiWVejjcmjdVgfe\
    qmejejWgViliolktpiXkgoWjjdbWejseginplagdWhjfjggkplcnlkdhjegtdbqedcnlsZmdkXZqgbimhqeemgXegnpohhZa\
    fjhlmocdlipeddrXXlmgkjcZkkeemfZbmhXqZpmlkhjgsehjdlkgddgsfkdgkdijfZremihhdjgfalgefXifXokUiXpbgfjh\
    bbgcXhgiXqjskoigkfafdpnkhdfmomjliddnYjdZahWaksdfgZgdfjkidVbiefcbYmZjkmgmhflkidonkgijncifiiggjdah\
    gejmeenbismmmiexXcmklgkejYibmoddkYsafZmlgaXhcpfbdbhjYZhglnijecfgcfdfddmmdilhoihahelWbgkhccZbkdZg\
    maneegedicemsgbpfbcbhmhdihiggwcdbZoiecZikadlgjcmceuojcnlhhbbfZZfabddhdbiadgeghZanZelcfblklqqlgje\
    adlodegjheqcdpigakbefklgadajaYijhpgblclehlgghlkgjYcefhehbmegrrcnffdkigYdlbgifbsmjegfkZcbpnfsZeib\
    iXqsdgmrkieklchkojkhldidnbcthlfdfiimjnijikgUfbxVikflpdjgjihgadqniZmghfbjmhlqYcfcklUfpNdhpYhhZqeX\
    mYekUihpWcgcihgelgfjlaXferZdllYQsgfjljhlnicgfhabXollmblcfjbfeiqdemjgeerngibffngjepdnbZhchklhkZZg\
    ZhgahXegmmcaaadeoViiibggmerjZYnZcfoeriZkbcbnjaamjUfklapidaaefagbQhWeffgbklfWkcfXjnjejsinkcikejah\
    gZoghqaVYekjskchfemUkcccYlnigmcffimjfqajgafifllXVfnmcehereUihgjifmepgnngecbkdrmhgfgekjbqjblmogoo\
    kgqeelccofhokggdarlZZicbbmdV2fqeglmgsqalmbeigfsqihgWoldgesbdfdpb
    """
}
