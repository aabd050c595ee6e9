"""Given names of many countries, by which a person is told from a place or a headline: "Helen Stanton", "Harbour City".

Names that are as well words or places ("Will", "Mark", "Paris", "Sydney") are left out where a headline could begin
with them. What is made of it is for ``bylines``.
"""

from __future__ import annotations

_NAMES = """
aaron abdul abdullah abigail abraham achieng adam adebayo adele adeola aditi aditya adrian agnieszka ahmad
ahmed aidan aisha akiko akira alan alastair albert alejandra alejandro aleksandr alessandra alessandro alex
alexander alexandra alexei alexis alfonso alfred ali alice alicia alison alistair allan allen allison alyssa
amanda amara amelia amina amir amit amy ana anand ananya andre andrea andreas andrei andres andrew andrey
andy angela angelina angus anil anita anjali ann anna annabel anne annette annie anthony antoine anton
antonia antonio anushka arjun arnold arthur arun arvind asha ashley ashok astrid audrey avi ayesha ayse
barbara barry beatrice beatriz ben benedict benjamin bernadette bernard beth bethany betty bilal bob bola
boris brad bradley brandon brenda brendan brian bridget bruce bruno bryan caitlin callum cameron camilla
camille carl carla carlo carlos carmen carol carolina caroline carolyn caspar catarina catherine cathy
cecilia charles charlie chen chidi chika chimamanda chinedu chinua chioma chloe chris christina christine
christoph christopher chukwu chukwuemeka ciara claire clara clare claudia claudio clive colin connor conor
constance cormac craig cristina cynthia dan daniel daniela danielle danny daphne darren dave david deborah
declan deepa deepak deepika dele delphine dennis derek dermot diana diane diego dimitri dmitri dmitry
dominic donald donna dorothy doug douglas duncan dylan ebony eddie edith eduardo edward edwin eileen elaine
eleanor elena eleni elif elisabeth elizabeth ella ellen ellie elsa emeka emily emma emmanuel emre enrique
eoin eric erica erik erin ernest esther ethan eugene eva evan evelyn ewan fabio farah farid fatima fatma
fatou felicity felix femi fernanda fernando fiona flavia folake fran frances francesca francesco francis
francisco francois frank franziska fred freya gabriel gabriela gabrielle gareth gary gaurav gavin gemma
geoff geoffrey george georgina gerald gerard giles gillian gina giorgio giovanni giulia gloria gonzalo
gordon graeme graham greg gregory greta guillermo guy gwen hamza hannah hans harold harriet harry haruki
hassan hazel heather hector heidi helen helena helene helga henrik henry hilary hiroshi honza howard hugh
hugo hui hussein ian ibrahim ifeanyi ifeoma igor ikram imogen imran indira ines ingrid irene irina isaac
isabel isabella isla ismail istvan ivan jack jackie jacob jacqueline jacques jake jakub james jamie jan jana
jane janet janice jason javier jay jean jeff jeffrey jenna jennifer jenny jens jeremy jerome jerry jesse
jessica jesus ji-woo jill jim jimmy jing jo joan joanna joanne joao jochen joe joel johan johanna johannes
john johnny jon jonas jonathan jordi jorge jose josef joseph josephine josh joshua juan juanita jude judith
judy julia julian juliana julie juliet juliette julio jun jurgen justin jyoti kamal kamala kamau karan karen
karim karin karl katarina katarzyna kate katherine kathleen kathryn kathy katie katrina kavita kay kayla
kehinde keiko keith kelly ken kenji kenneth kenta kerry kevin kgosi khadija khaled khalid kieran kiran
kirsten kirsty klaus kofi konstantin kristen kristin kristina krzysztof kumar kunal kwame kyle lakshmi lara
larry lars laszlo laura lauren laurence laurent layla lea leah leanne leila lena leo leon leonard leonardo
leonie lerato leslie lewis li liam lilian lily linda lindiwe lindsay lindsey ling lisa liz lloyd lois
lorenzo lorna lorraine louis louisa louise luca lucas lucia lucie lucinda lucy luigi luis luisa lukasz luke
lydia lynn mabel maddie madeleine maeve magdalena maggie mahmoud malcolm malgorzata malik mandla manish
manuel manuela marc marcel marcela marcia marco marcos marcus margaret margarita maria mariam mariana marie
marina mario marion marisa marjorie marta martha martin martina marwa mary maryam mateo mathew matt matteo
matthew matthias maureen maurice max maxine maya meena meera megan mehmet mei melanie melissa meredith mia
michael michaela micheal michel michele michelle miguel mike mikhail milena minjun mira miranda miriam
mitchell moeed mohamed mohammad mohammed mohit moira molly monica monika moritz moses moshe muhammad murray
mustafa myra nadia nadine nairita naledi nancy naomi narendra nasser natalia natalie natasha nathalie nathan
navin neha neil nelson ngozi niall niamh nicholas nick nicola nicolas nicole nigel nikhil nikita nikolai
nina nisha njeri nkechi nnamdi noah noam noel nomvula nora norma norman nour nuno obi obinna oksana oleg
olga oliver olivia olivier olu oluwaseun omar omer oscar otieno otto pablo padraig pamela pankaj paola paolo
pascal patricia patrick patrik paul paula pauline paulo pavel pawel pedro peggy penelope penny pete peter
petr petra phil philip philippa philippe phillip phoebe pierre pilar piotr polly pooja prakash preeti
priscilla priya priyanka rachel radhika rafael raghav rahul raj rajesh rakesh ralph ramesh ramon rana rania
raphael rashid ravi raymond rebecca renata rene reza rhiannon rhys ricardo richard rick rita ritu rob robbie
robert roberta roberto robin rochelle rodrigo roger rohan rohini rohit roland ronald ronan ronnie rory rosa
rosalind rosemary rosie ross rowena roxanne roy ruben rupert ruslan russell ruth ryan saad sabine sabrina
sachin sadia saeed saima sally salma salman sam samantha samir samira samuel sandeep sandile sandra sanjay
sara sarah sasha saskia scott sean sebastian segun selina serena sergei sergey sergio seth shane shannon
sharon shashi shaun sheila shelley shira shirley shreya shweta sibusiso siddharth sifiso silvia simon simone
sinead siobhan sipho sita sneha sofia sonia soo sophia sophie stacey stefan stefania stefano steffen stella
stephan stephanie stephen steve steven stewart stuart suleiman sunil sunita suresh susan susanna susanne
susie suzanne sven svetlana swati sylvia sylvie tamara tamsin tania tanya tara tariq tatiana ted temitope
terence teresa terry tess thabo thandi theo theodore theresa thomas tiffany tim timothy tina toby todd tolu
tom tomas tomasz tommy toni tony tracey tracy trevor tristan tshepo tunde tyler uche umar ursula usha usman
uzma valentina valerie vanessa vasyl vera veronica victor vijay vikram viktor vincent vinod virginie vivek
vivian vivienne vladimir wafula wale walter wambui wangari wanjiku wei wendy werner wilfred william willie
wojciech wolfgang xavier xin yael yan yash yasmin yemi ying yoko yuki yulia yuri yusuf yvette yvonne zac
zachary zahra zainab zanele zara zeinab zelda zeynep zhang zoe zoya zsofia zuzana
"""
GIVEN_NAMES = frozenset(_NAMES.split())
