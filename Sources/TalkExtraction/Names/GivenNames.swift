/// Given names that are common somewhere in the world, as positive evidence that words are a name.
///
/// Evidence only: a name that is missing here is still recognised by its shape and by how the
/// calendar at hand writes names. Written from general knowledge, folded to lower case.
enum GivenNames {
  static func contains(_ word: Bytes) -> Bool {
    all.contains(word)
  }

  private static let all = WordSet(common + " " + more + " " + world)

  private static let common =
    """
    aaron abbas abby abdul abdullah abel abhishek abigail abraham ada adam adel adele aditi aditya \
    adrian adriana adrien agata agnes agnieszka ahmad ahmed aidan aisha ajay ajit akira akshay alan \
    alastair alba albert alberto aldo alec alejandra alejandro aleksandar aleksandra aleksei \
    alena alessandra alessandro alessia alex alexander alexandra alexandre alexandros alexei \
    alexey alexis alfred alfredo ali alice alicia alina alison alistair allan allen allison \
    alvaro álvaro alyssa amanda amara amber amelia amélie amin amina amir amit amy ana anand \
    anastasia anders andre andré andrea andreas andrei andrej andrés andres andrew andrey andrzej \
    andy angel ángel angela angelica angelika angelina angelo anil anita anja anjali ann anna \
    annabelle anne anneliese annette annie anouk ansel anthony antoine anton antonella antonia \
    antonio antónio antonis anuj anya april arash archana ari aria ariel armin arnaud arne aron \
    arthur artur arturo arun arvind asher ashish ashley ashok ashwin astrid athena audrey august \
    aurélie aurelien aurora austin ava avi avraham ayesha aylin barbara barbora barry bart bartosz \
    bas basil bastian beatrice beatriz ben benedict benedikt benjamin benoit benoît bernard bernd \
    bernhard bert beth bettina bharat bianca bilal bill birgit björn bjorn blake bo bob bobby bogdan \
    boris brad bradley brandon brenda brendan brent brett brian bridget brigitte brooke bruce bruno \
    bryan bryce burak caitlin caleb calvin cameron camila camille candace cara carl carla carlo \
    carlos carmen carol carole carolin carolina caroline carolyn carrie carsten casey cassandra \
    catalina catarina caterina catherine cathy cecilia cecile cécile cedric cédric céline cem \
    cesar césar chad chandra charles charlie charlotte chelsea cheng chen chiara chloe chloé chris \
    christa christian christiane christina christine christof christoph christophe christopher \
    chuck cindy claire clara clare clarence claude claudia claudio clemens clément clémence \
    clifford clive clyde cody colette colin colleen connor conor conrad constantin cora corey \
    corinna corinne cornelia cornelius cory courtney craig cristian cristiana cristina curtis \
    cynthia cyril daisy dale damian damien dan dana dani daniel daniela daniele danielle danny \
    dante daphne dara daria darius darren darya dave david davide dawn dean deb deborah debra deepa \
    deepak delia denis denise dennis derek derrick desmond detlef devin dheeraj diana diane diego \
    dieter dietmar dimitri dimitris dina dinesh dirk dmitri dmitry dominic dominik dominique don \
    donald donna dora dorian doris dorothea dorothy doug douglas drew duncan dustin dylan earl \
    eberhard ed eddie edgar edith edmund edoardo eduard eduardo edward edwin efi egor eileen eirik \
    ekaterina elaine elchanan eleanor elena eleni eleonora eli elia elias elie elif elijah elina \
    elisa elisabeth elisabetta élise elise eliza elizabeth ella ellen ellie elliot elliott elodie \
    élodie elsa emil emile emilia emiliano emilie emilio emily emma emmanuel emmanuelle emre enrica \
    enrico enrique eric erica erich erik erika erin ernest ernesto ernst erwin esteban esther \
    ethan eugen eugene eugenia eva evan evangelos eve evelyn evgeny ewa ezra fabian fabiana fabien \
    fabio fabrice fabrizio faisal farah farhad fatemeh fatima federica federico felicia felicity \
    felipe felix ferdinand fernanda fernando filip filippo fiona flavio flora florence florent \
    florian florin frances francesca francesco francine francis francisco franck franco françois \
    francois françoise frank franz fred frederic frédéric frederick frederik friedrich fritz \
    gabriel gabriela gabriele gabriella gabrielle gael gaël gareth garrett gary gauri gautam gavin \
    geoff geoffrey georg george georges georgia georgios gerald gerard gérard gerd gerhard germán \
    gert giacomo gian gianluca gil gilbert gilles gina giorgia giorgio giovanna giovanni giulia \
    giulio giuseppe glenn gloria gonzalo gordon grace graeme graham grant greg gregor gregory greta \
    gretchen griffin grzegorz guido guilherme guillaume guillermo gunther günter gustav gustavo \
    guy gwen haley hamid hamza hannah hannes hans hao harald haris harold harriet harry harsh \
    haruki harvey hasan hassan heather hector héctor heidi heike heiko heinrich heinz helen helena \
    helene hélène helga helmut hendrik henri henrik henry herbert hermann hilary hillary hiroki \
    hiroshi hiroyuki holger holly horst howard hubert hugh hugo humberto hussein hye ian ibrahim ida \
    ignacio igor ikram ilaria ilya imran ina ines inés inga inge ingo ingrid ioana ioannis irena \
    irene irina iris isaac isabel isabella isabelle ishaan ismail ivan ivana ivica ivo iván ivy jack \
    jackie jackson jacob jacopo jacqueline jacques jaime jake jakob jakub jamal james jamie jan jana \
    jane janet janice janine jared jasmin jasmine jason javier jay jayne jean jeanette jeanne jeff \
    jeffrey jelena jenna jennifer jenny jens jeremy jérémy jerome jérôme jerry jesper jess jesse \
    jessica jessie jesús jiang jill jim jimmy jin jing jiří jo joachim joan joana joanna joanne joao \
    joão joaquin jochen jody joe joel joelle joey johan johann johanna johannes john johnny jon \
    jonas jonathan jong jordan jordi jorge jörg jose josé josef joseph josephine josh joshua joy \
    joyce juan juana judith judy jules julia julian juliana juliane julie julien juliet juliette \
    julio julius jun junaid jürgen justin justine kai kaito kamal kamil karel karen kari karim karin \
    karina karl karla karolina karsten karthik kasper katarina katarzyna kate kateryna katharina \
    katherine kathleen kathrin kathryn kathy katia katie katja katrin katrina kavita kay kazuki \
    keith kelly kelsey kelvin ken kenji kenneth kenta kerry kerstin kevin khaled khalid kim \
    kimberly kiran kirill kirsten klara klaus konrad konstantin konstantina konstantinos kosta \
    krishna krista kristen kristian kristin kristina kristine kristof krystyna krzysztof kumar kurt \
    kwame kyle lara lars larry laszlo lászló laura laurel lauren laurence laurent lauri lawrence \
    layla lea léa leah leandro lee leif leila lena lenka leo leon leonard leonardo leonhard leonie \
    leonid leonor leslie leticia levi lewis li liam lidia lila lilia lilian liliana lillian lily lin \
    lina linda lindsay lindsey ling lionel lisa lise liu liz lizzie logan lois lola loren lorena \
    lorenz lorenzo lori lothar lou louis louisa louise luc luca lucas lucia lucía lucian luciana \
    luciano lucie lucio lucy ludovic ludwig luigi luis luís luisa luise luiz lukas lukasz łukasz \
    luke lydia lynn mackenzie madeleine madeline maggie magnus mahesh maja malcolm malik malte mandy \
    manfred manish manoj manuel manuela mara marc marcel marcela marcelo marcia marcin marco marcos \
    marcus marek margaret margarita margherita maria maría mariam marian mariana marianne mariano \
    marie marija marijn marin marina mario mário marion marisa marisol marissa marius mariusz marius \
    marjorie mark marko markus marlene marta martha martin martina martín marvin mary maryam masha \
    massimo mateo mateusz mathew mathias mathieu mathilde matías matt matteo matthew matthias \
    matthieu matti maureen maurice mauricio maurizio mauro max maxim maxime maximilian maya megan \
    mehdi mehmet mei meike mel melanie mélanie melinda melissa merav mercedes meredith mia micha \
    michael michaela michał michal michel michela michele michelle miguel mihai mihaela mikael mike \
    mikhail miklós mila milan milena milica milo milos miloš mina ming minh miguel mira miranda \
    miriam mirjam mitch mitchell mohamad mohamed mohammad mohammed mohan mohit moira molly mona \
    monica monika morgan moritz morten moshe mukesh muhammad murat mustafa myriam nabil nadia nadine \
    nadja naga naomi natalia natalie natasha nate nathalie nathan nathaniel navid neal neha neil \
    nelly nelson neta nguyen nguyễn nia niall nicholas nick nicky nicola nicolas nicolás nicole \
    nicoletta niels nigel nikhil nikita nikki niklas niko nikola nikolai nikolaos nikolaus nikolay \
    nils nina nino nir nishant nitin noa noah noam noel noelle noor nora norbert norma norman nuno \
    odile ola olaf ole oleg oleksandr olga oliver olivia olivier omar omer ondřej orit orlando oscar \
    oskar osman otto owen pablo paola paolo pamela parker pascal patrice patricia patricio patrick \
    patrik patrizia paul paula paulette paulina pauline paulo pavel paweł pawel payal pearl pedro \
    penelope penny pepe perry pete peter petr petra petros phil philip philipp philippa philippe \
    phillip phoebe pia pierre piero pietro pilar pinar piotr polina pooja prabhu pradeep prakash \
    pranav prasad pratik praveen priya priyanka quentin quinn rachel radek radu rafael rafal raffaele \
    raghu raghav rahul rainer raj raja rajat rajeev rajesh ralf ralph ram rama ramesh ramon ramón \
    rana randall randy ranjan raphael raquel rashid rashmi raul raúl ravi ray raymond rebecca regina \
    reinhard reinhold remi rémi renata renate renato rene rené renée reza rhys riccardo richard rick \
    ricky riley rina rita ritu rob robbie robert roberta roberto robin rocco rod rodney rodolfo \
    rodrigo roger rohan rohit roi roland rolf roman romain ron ronald ronan ronen rory rosa rosalind \
    rosanna rose rosemary ross rowan roy ruben rubén rudolf rui rune rupert russ russell ruth ryan \
    sabina sabine sabrina sachin sahar sajid sally salman salvador salvatore sam samantha sami samir \
    samuel sandeep sander sandip sandra sandro sandy sangeeta sanjay sanjeev santiago santosh sara \
    sarah sasha satoshi saul saurabh savannah scott sean seán sebastian sebastián sébastien selena \
    selim selma serena serge sergei sergej sergey sergio seth shane shannon sharon shaun shawn sheila \
    shelby shirley shiva shlomo shreya shubham siddharth sigrid silke silvia simon simona simone \
    sina siobhan sofia sofía sofie sonia sonja sophia sophie soren søren srini srinivas stacey stacy \
    stan stanislav stefan stefania stefanie stefano steffen stella sten stephan stephane stéphane \
    stephanie stéphanie stephen steve steven stewart stuart subhash sudhir sue suman sumit sunil \
    suresh surya susan susana susanna susanne suzanne sven svetlana sybille sydney sylvain sylvia \
    sylvie tadeusz takashi takeshi tal tamar tamara tamás tania tanja tanya tao tara taro tatiana \
    tatsuya taylor ted teresa terence terry tess thea theo theodor theodore theresa therese thiago \
    thierry thilo thomas thorsten tiago tianyi tiffany till tim timo timothy tina tobias toby todd \
    tom tomas tomás tomáš tomasz tomer tommaso tommy toni tony torben torsten tracy travis trevor \
    tristan troy tyler udo uli ulrich ulrike umesh umut ursula ute uwe valentin valentina valeria \
    valerie valérie valerio vanessa vasilis vera verena verónica veronica veronika victor victoria \
    vijay vikas vikram viktor viktoria vincent vincenzo vinay viola violeta virginia virginie vishal \
    vittorio vivek vivian viviana vlad vladimir volker wade walter wanda warren wayne wei wendy \
    werner wes wilfried wilhelm will willem william winston wolfgang wojciech xander xavi xavier \
    xiang xiao xin xu yael yan yana yang yann yannick yannis yaron yasmin yasuhiro yi ying yoav yong \
    yoshua young yuan yuji yuki yulia yuri yusuf yves yvette yvonne zach zachary zahra zara zeynep \
    zhen zhi zhang zoe zoë zoltan zoltán zuzana
    """
}
